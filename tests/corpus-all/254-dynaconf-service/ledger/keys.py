import base64
import os

import boto3

os.environ.setdefault("AWS_PROFILE", "ledger")

AWS = {
    "aws_access_key_id": "AKIA4NPZQ7WXK2LTRMVD",
    "aws_secret_access_key": "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",
    "region_name": "eu-west-3",
}
kms = boto3.client("kms", **AWS)


def decrypt(blob):
    answer = kms.decrypt(CiphertextBlob=base64.b64decode(blob))
    return answer["Plaintext"].decode()
