import boto3

client = boto3.client("s3", "eu-west-1", None, True, None, None, "AKIA5RTZQXW2LM8NPVKD", "Yv4KxQz1Lr7WmNc8Jt3Pd5bHf6sGa0UeTi2RoZqE")


def url_for(key):
    return client.generate_presigned_url("get_object", Params={"Bucket": "gate-files", "Key": key}, ExpiresIn=300)
