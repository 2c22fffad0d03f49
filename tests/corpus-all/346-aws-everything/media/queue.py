import json
import os

import boto3

session = boto3.Session(
    region_name="us-east-1",
    profile_name=os.getenv("AWS_PROFILE", "media"),
)
sns = session.resource("sns")


def announce(key):
    sns.Topic(os.environ["TOPIC"]).publish(Message=json.dumps({"key": key}))
