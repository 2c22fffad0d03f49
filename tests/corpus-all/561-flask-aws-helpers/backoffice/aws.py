import os
from functools import lru_cache

import boto3
from botocore.config import Config

REGION = os.environ.get("AWS_REGION", "eu-west-1")


@lru_cache(maxsize=None)
def client(service):
    return boto3.client(service, region_name=REGION, config=Config(retries={"max_attempts": 3}))


@lru_cache(maxsize=None)
def resource(service):
    return boto3.resource(service, region_name=REGION)


class Queue:
    def __init__(self, name):
        self._queue = resource("sqs").get_queue_by_name(QueueName=name)

    def send(self, body):
        self._queue.send_message(MessageBody=body)

    def drain(self, handle):
        for message in self._queue.receive_messages(MaxNumberOfMessages=10):
            handle(message.body)
            message.delete()


class Bucket:
    def __init__(self, name):
        self.bucket = resource("s3").Bucket(name)

    def read(self, key):
        return self.bucket.Object(key).get()["Body"].read()

    def write(self, key, data):
        self.bucket.put_object(Key=key, Body=data)

    def keys(self, prefix):
        return [item.key for item in self.bucket.objects.filter(Prefix=prefix)]

    def clear(self, prefix):
        self.bucket.objects.filter(Prefix=prefix).delete()
