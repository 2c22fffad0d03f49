import json

import pika

PARAMS = pika.ConnectionParameters(host="localhost", heartbeat=30)


def publish(event):
    connection = pika.BlockingConnection(PARAMS)
    try:
        channel = connection.channel()
        channel.basic_publish("", "events", json.dumps(event))
    finally:
        connection.close()
