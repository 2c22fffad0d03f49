import configparser
import os
import subprocess
from pathlib import Path

import aioboto3
import boto3
import botocore.session
import httpx
import requests
import s3fs
import urllib.request
import awswrangler
from aiobotocore.session import AioSession
from botocore.credentials import InstanceMetadataProvider, SharedCredentialProvider
from botocore.utils import InstanceMetadataFetcher

PROFILE = "prod"  # <- AR502
DEFAULTS = {
    "profile_name": "shared",  # <- AR502
}
a = boto3.Session(profile_name="a")  # <- AR502
b = boto3.session.Session(profile_name=PROFILE)
c = boto3.setup_default_session(profile_name="c")  # <- AR502
d = boto3.Session(**DEFAULTS)
e = aioboto3.Session(profile_name="e")  # <- AR502
f = botocore.session.Session(profile="f")  # <- AR502
g = AioSession(profile="g")  # <- AR502
h = s3fs.S3FileSystem(profile="h")  # <- AR502
os.environ["AWS_PROFILE"] = "i"  # <- AR502
os.environ.setdefault("AWS_PROFILE", "j")  # <- AR502
os.environ["AWS_SHARED_CREDENTIALS_FILE"] = "/app/aws/credentials"  # <- AR502
os.environ["AWS_CONFIG_FILE"] = "/app/aws/config"
os.environ.update(AWS_DEFAULT_PROFILE="k")  # <- AR502
l = os.getenv("AWS_PROFILE", "l")  # <- AR502
boto3.Session(profile_name=l)
boto3.Session(profile_name=os.environ.get("PROFILE") or "m")  # <- AR502
n = InstanceMetadataProvider(iam_role_fetcher=InstanceMetadataFetcher(timeout=1, num_attempts=1))  # <- AR502
o = SharedCredentialProvider("/root/.aws/credentials")  # <- AR502
p = boto3.DEFAULT_SESSION


def client(profile="q"):  # <- AR502
    return boto3.Session(profile_name=profile).client("s3")


client()


def creds():
    config = configparser.ConfigParser()
    config.read(os.path.expanduser("~/.aws/credentials"))  # <- AR502
    return config["default"]


def creds2():
    with open(os.path.join(os.path.expanduser("~"), ".aws", "credentials")) as f:  # <- AR502
        return f.read()


def creds3():
    return (Path.home() / ".aws" / "credentials").read_text()  # <- AR502


def creds4():
    return Path("~/.aws/credentials").expanduser().read_text()  # <- AR502


def imds():
    token = requests.put("http://169.254.169.254/latest/api/token", headers={"X-aws-ec2-metadata-token-ttl-seconds": "60"}).text
    role = requests.get(
        "http://169.254.169.254/latest/meta-data/iam/security-credentials/", headers={"X-aws-ec2-metadata-token": token}  # <- AR502
    ).text
    return role


async def imds2():
    async with httpx.AsyncClient(base_url="http://169.254.169.254") as c:  # <- AR502
        return (await c.get("/latest/meta-data/iam/security-credentials/x")).json()


def imds3():
    return urllib.request.urlopen("http://169.254.169.254/latest/meta-data/iam/security-credentials/app").read()  # <- AR502


class Settings:
    AWS_PROFILE = "r"  # <- AR502


boto3.Session(profile_name=Settings.AWS_PROFILE)
