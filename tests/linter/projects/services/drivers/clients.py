import os
import smtplib

import pika
import psycopg2
import pymongo
import redis
from elasticsearch import Elasticsearch
from kafka import KafkaProducer
from pymemcache.client.base import Client

HOST = "localhost"  # <- AR402


def connect():
    return psycopg2.connect(host=HOST, dbname="x")


def dsn():
    return psycopg2.connect("dbname=x user=y host=127.0.0.1")  # <- AR402


def mongo():
    return pymongo.MongoClient("mongodb://root:pw@localhost:27017/")  # <- AR402


def queue():
    return pika.BlockingConnection(pika.ConnectionParameters("localhost"))  # <- AR402


def search():
    return Elasticsearch([{"host": "localhost", "port": 9200}])  # <- AR402


def produce():
    return KafkaProducer(bootstrap_servers=["localhost:9092"])  # <- AR402


def cache():
    return Client(("localhost", 11211))  # <- AR402


def mail():
    with smtplib.SMTP("localhost") as server:  # <- AR402
        server.send_message(None)


def good():
    a = redis.Redis(host=os.environ["REDIS_HOST"])
    b = redis.Redis(connection_pool=redis.ConnectionPool.from_url(os.environ["REDIS_URL"]))
    c = psycopg2.connect(os.environ["DATABASE_URL"])
    d = smtplib.SMTP(os.environ.get("SMTP_HOST", "email-smtp.eu-west-1.amazonaws.com"))
    return a, b, c, d
