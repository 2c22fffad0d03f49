import aioboto3


class Blob:
    def __init__(self, profile=None, bucket="blobs"):
        self.session = aioboto3.Session(profile_name=profile)
        self.bucket = bucket

    async def read(self, key):
        async with self.session.client("s3") as s3:
            answer = await s3.get_object(Bucket=self.bucket, Key=key)
            return await answer["Body"].read()
