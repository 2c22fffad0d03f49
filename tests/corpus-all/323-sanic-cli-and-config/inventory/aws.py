import os

import boto3

os.environ["AWS_CONFIG_FILE"] = "/etc/inventory/aws.conf"
events = boto3.client("events")
sns = boto3.client("sns", aws_access_key_id="AKIAL2MKX4TR7QNWZ5VP", aws_secret_access_key="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")


def notify(name):
    events.put_events(Entries=[{"Source": "inventory", "DetailType": "added", "Detail": name}])
    sns.publish(TopicArn=os.environ["TOPIC_ARN"], Message=name)
