import json
import uuid

import boto3

from app.config import get_settings


def session():
    return boto3.Session(profile_name=get_settings().aws_profile)


def keep(name: str, body: bytes) -> str:
    settings = get_settings()
    target = settings.data_dir / name
    target.write_bytes(body)
    return str(target)


def remember(entry: dict) -> None:
    path = get_settings().data_dir / get_settings().index_file
    with open(path, "a") as index:
        index.write(json.dumps(entry) + "\n")


def entries() -> list:
    path = get_settings().data_dir / get_settings().index_file
    with open(path) as index:
        return [json.loads(line) for line in index]


def scratch(body: bytes) -> str:
    path = f"{get_settings().scratch_dir}/{uuid.uuid4().hex}.bin"
    with open(path, "wb") as out:
        out.write(body)
    return path


def publish(path: str) -> None:
    session().client("s3").upload_file(path, get_settings().bucket, path.rsplit("/", 1)[-1])
