import os

import boto3
import requests

a = boto3.Session()
b = boto3.Session(profile_name=None)
c = boto3.Session(profile_name=os.environ.get("AWS_PROFILE"))
d = boto3.Session(profile_name=os.getenv("AWS_PROFILE", None))
if os.environ.get("AWS_PROFILE"):
    e = boto3.Session(profile_name=os.environ["AWS_PROFILE"])
if os.environ.get("ENV", "production") == "local":
    f = boto3.Session(profile_name="dev")
profile = "dev" if os.environ.get("DEBUG") else None
g = boto3.Session(profile_name=profile)
os.environ.pop("AWS_PROFILE", None)


def zone():
    return requests.get("http://169.254.169.254/latest/meta-data/placement/availability-zone", timeout=1).text


def task():
    return requests.get(os.environ["ECS_CONTAINER_METADATA_URI_V4"] + "/task").json()


def ecs():
    return requests.get("http://169.254.170.2" + os.environ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"]).json()


if __name__ == "__main__":
    boto3.setup_default_session(profile_name="dev")
