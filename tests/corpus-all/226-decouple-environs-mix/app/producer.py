import json

from kafka import KafkaProducer

from app import config

producer = KafkaProducer(
    bootstrap_servers=config.KAFKA,
    value_serializer=lambda v: json.dumps(v).encode(),
)


def send(event):
    producer.send(config.TOPIC, event)
