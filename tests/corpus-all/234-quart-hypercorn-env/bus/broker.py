import json
import os

import pika


def publish(event):
    connection = pika.BlockingConnection(pika.URLParameters(os.environ["AMQP_URL"]))
    try:
        connection.channel().basic_publish("", "events", json.dumps(event))
    finally:
        connection.close()
