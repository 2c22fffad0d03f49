import json
import os

import boto3

sqs = boto3.client("sqs", region_name=os.environ.get("AWS_REGION", "us-east-1"))
QUEUE = os.environ["QUEUE_URL"]


def push(job):
    sqs.send_message(QueueUrl=QUEUE, MessageBody=json.dumps(job))
