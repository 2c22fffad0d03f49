import json
import os

import boto3

os.environ["AWS_SHARED_CREDENTIALS_FILE"] = "/app/.aws/credentials"

sqs = boto3.client("sqs", region_name="us-east-1")
QUEUE = os.environ["QUEUE_URL"]


def push(job):
    sqs.send_message(QueueUrl=QUEUE, MessageBody=json.dumps(job))
