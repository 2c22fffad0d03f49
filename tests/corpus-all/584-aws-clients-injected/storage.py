import concurrent.futures
import functools
import os

import boto3

clients = {"s3": boto3.client("s3"), "sqs": boto3.client("sqs")}
pool = concurrent.futures.ThreadPoolExecutor(4)


class Storage:
    def __init__(self, client, bucket):
        self._client = client
        self._bucket = bucket

    def put(self, name, data):
        self._client.put_object(Bucket=self._bucket, Key=name, Body=data)

    def link(self, name):
        return self._client.generate_presigned_url("get_object", Params={"Bucket": self._bucket, "Key": name})

    def tag(self, name):
        tag = functools.partial(self._client.put_object_tagging, Bucket=self._bucket)
        return tag(Key=name, Tagging={"TagSet": []})


class Events:
    client = boto3.client("events")

    def emit(self, name):
        self.client.put_events(Entries=[{"Detail": name}])

    @functools.cached_property
    def scheduler(self):
        return boto3.client("scheduler")

    def later(self, name):
        self.scheduler.create_schedule(Name=name)


@functools.lru_cache
def storage():
    return Storage(boto3.client("s3"), os.environ["BUCKET"])
