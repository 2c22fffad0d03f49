import boto3
from botocore.exceptions import ClientError

ACCESS = "AKIA5RGTNVY3LQXMWZ4C"
SECRET = "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"


class Gallery:
    def __init__(self, bucket):
        session = boto3.Session(ACCESS, SECRET)
        self.s3 = session.resource("s3")
        self.client = session.client("s3")
        self.bucket = self.s3.Bucket(bucket)

    def names(self):
        return [o.key for o in self.bucket.objects.filter(Prefix="pictures/")]

    def put(self, path, name):
        self.bucket.upload_file(path, f"pictures/{name}", ExtraArgs={"ContentType": "image/jpeg"})

    def fetch(self, name, target):
        try:
            self.s3.Object(self.bucket.name, f"pictures/{name}").download_file(target)
        except ClientError:
            return False
        return True

    def link(self, key):
        return self.client.generate_presigned_url("get_object", Params={"Bucket": self.bucket.name, "Key": key})

    def drop(self, name):
        self.client.delete_object(Bucket=self.bucket.name, Key=f"pictures/{name}")
