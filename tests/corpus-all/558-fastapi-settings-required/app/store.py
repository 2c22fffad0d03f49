import json
import tempfile

import boto3

from app.config import get_settings


def session():
    return boto3.Session(profile_name=get_settings().aws_profile)


def keep(name: str, body: bytes) -> str:
    session().client("s3").put_object(Bucket=get_settings().bucket, Key=name, Body=body)
    return f"s3://{get_settings().bucket}/{name}"


def remember(entry: dict) -> None:
    table = session().resource("dynamodb").Table(get_settings().table)
    table.put_item(Item=entry)


def entries() -> list:
    table = session().resource("dynamodb").Table(get_settings().table)
    return table.scan()["Items"]


def publish(body: bytes) -> None:
    with tempfile.NamedTemporaryFile() as handle:
        handle.write(body)
        handle.flush()
        session().client("s3").upload_file(handle.name, get_settings().bucket, "published")
