import json
import os

import tornado.web
from aiokafka import AIOKafkaProducer

from svc.base import BaseService

BROKERS = os.environ.get("KAFKA_BROKERS", "localhost:9092").split(",")


class Publish(tornado.web.RequestHandler):
    async def post(self, topic):
        producer = AIOKafkaProducer(bootstrap_servers=BROKERS)
        await producer.start()
        try:
            await producer.send_and_wait(topic, json.dumps(json.loads(self.request.body)).encode())
        finally:
            await producer.stop()
        self.set_status(202)


class EventService(BaseService):
    port = 7100
    handlers = [(r"/publish/(\w+)", Publish)]
