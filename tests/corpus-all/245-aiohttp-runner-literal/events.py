import json

from aiokafka import AIOKafkaProducer

BOOTSTRAP = "127.0.0.1:9092"


async def producer():
    producer = AIOKafkaProducer(bootstrap_servers="127.0.0.1:9092")
    await producer.start()
    return producer


async def publish(producer, query):
    await producer.send_and_wait("clicks", json.dumps(dict(query)).encode())
