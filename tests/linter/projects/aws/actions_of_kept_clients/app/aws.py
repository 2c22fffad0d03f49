import functools

import boto3

session = boto3.session.Session(region_name="eu-west-1")


@functools.lru_cache
def queue():
    return session.client("sqs")


class Store:
    def __init__(self, bucket):
        self.s3 = boto3.client("s3")
        self.bucket = bucket

    def save(self, key, body):
        self.s3.put_object(Bucket=self.bucket, Key=key, Body=body)  # <- AR504
        self.s3.put_object(Bucket=self.bucket, Key=key + ".copy", Body=body)

    def link(self, key):
        return self.s3.generate_presigned_url("get_object", Params={"Bucket": self.bucket, "Key": key})  # <- AR504

    def names(self):
        for page in self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket):  # <- AR504
            yield from page.get("Contents", ())
