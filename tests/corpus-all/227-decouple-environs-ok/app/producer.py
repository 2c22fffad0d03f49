import json

from kafka import KafkaProducer

from app import config

producer = KafkaProducer(bootstrap_servers=config.KAFKA.split(","))


def send(event):
    producer.send(config.TOPIC, json.dumps(event).encode())
