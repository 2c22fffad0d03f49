import boto3


class Storage:
    def __init__(self, bucket):
        self.client = boto3.client("s3")
        self.bucket = bucket

    async def put(self, key, stream):
        self.client.upload_fileobj(stream, self.bucket, key)
        return key

    def keys(self, prefix):
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        for page in pages:
            for item in page.get("Contents", []):
                yield item["Key"]
