import boto3

rekognition = boto3.client(
    "rekognition",
    aws_access_key_id="AKIAW4RQ7LZXN2MKT5VP",
    aws_secret_access_key="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",
)


def labels(bucket, key):
    answer = rekognition.detect_labels(Image={"S3Object": {"Bucket": bucket, "Name": key}}, MaxLabels=10)
    return [label["Name"] for label in answer["Labels"]]
