import os

import boto3


def publish(text):
    keys = boto3.client("sts").assume_role(RoleArn=os.environ["PARTNER_ROLE"], RoleSessionName="shop")["Credentials"]
    sns = boto3.client(
        "sns",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    sns.publish(TopicArn=os.environ["PARTNER_TOPIC"], Message=text)
