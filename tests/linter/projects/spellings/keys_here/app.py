import os
from functools import partial

import aioboto3
import boto3
import botocore.session
import fsspec
import pandas as pd
import s3fs
import smart_open
from aiobotocore.session import get_session
from botocore.auth import SigV4Auth
from botocore.credentials import Credentials
from botocore.config import Config
from celery import Celery
from dataclasses import dataclass
from elasticsearch import Elasticsearch, RequestsHttpConnection
from flask import Flask
from opensearchpy import AWSV4SignerAuth
from pydantic_settings import BaseSettings
from requests_aws4auth import AWS4Auth
from kombu import Connection
from sagemaker import Session as SMSession
import polars as pl
import awswrangler as wr
import pynamodb
from pynamodb.models import Model
from langchain_aws import ChatBedrock
from flask_s3 import FlaskS3
from storages.backends.s3boto3 import S3Boto3Storage

app = Flask(__name__)

a = boto3.client("s3", aws_access_key_id="@ID@", aws_secret_access_key="@SECRET@")  # <- AR501
b = boto3.resource(
    "dynamodb",
    region_name="eu-west-1",
    aws_access_key_id="@ID@",
    aws_secret_access_key="@SECRET@",  # <- AR501
)
c = boto3.Session("@ID@", "@SECRET@")  # <- AR501
d = boto3.session.Session(aws_access_key_id="@ID@", aws_secret_access_key="@SECRET@", region_name="x").client("s3")  # <- AR501
CREDS = {
    "aws_access_key_id": "@ID@",
    "aws_secret_access_key": "@SECRET@",  # <- AR501
}
e = boto3.client("sqs", **CREDS)
KEY, SECRET = "@ID@", "@SECRET@"  # <- AR501
f = boto3.client("sns", aws_access_key_id=KEY, aws_secret_access_key=SECRET)
g = Credentials("@ID@", "@SECRET@")  # <- AR501
app.config["AWS_ACCESS_KEY_ID"] = "@ID@"
app.config["AWS_SECRET_ACCESS_KEY"] = "@SECRET@"  # <- AR501
app.config.update(
    S3_KEY="@ID@",
    S3_SECRET="@SECRET@",  # <- AR501
)


class Config:
    AWS_KEY = "@ID@"
    AWS_SECRET = "@SECRET@"  # <- AR501


class Settings(BaseSettings):
    aws_access_key_id: str = "@ID@"
    aws_secret_access_key: str = "@SECRET@"  # <- AR501
    bucket: str = "b"


@dataclass
class Aws:
    access_key: str = "@ID@"
    secret_key: str = "@SECRET@"  # <- AR501


def client(key="@ID@", secret="@SECRET@"):  # <- AR501
    return boto3.client("s3", aws_access_key_id=key, aws_secret_access_key=secret)


os.environ["AWS_ACCESS_KEY_ID"] = "@ID@"
os.environ["AWS_SECRET_ACCESS_KEY"] = "@SECRET@"  # <- AR501
os.environ.update({"AWS_ACCESS_KEY_ID": "@ID@", "AWS_SECRET_ACCESS_KEY": "@SECRET@"})  # <- AR501
os.putenv("AWS_SECRET_ACCESS_KEY", "@SECRET@")  # <- AR501
h = os.getenv("AWS_SECRET_ACCESS_KEY", "@SECRET@")  # <- AR501
i = boto3.client(
    "s3",
    aws_access_key_id=os.environ.get("AWS_ACCESS_KEY_ID", "@ID@"),
    aws_secret_access_key=os.environ.get("AWS_SECRET_ACCESS_KEY", "@SECRET@"),  # <- AR501
)
j = s3fs.S3FileSystem(key="@ID@", secret="@SECRET@")  # <- AR501
k = fsspec.filesystem("s3", key="@ID@", secret="@SECRET@")  # <- AR501
l = AWS4Auth("@ID@", "@SECRET@", "eu-west-1", "es")  # <- AR501
m = pd.read_csv("s3://b/x.csv", storage_options={"key": "@ID@", "secret": "@SECRET@"})  # <- AR501
n = Celery("x", broker="sqs://@ID@:@SECRET@@")  # <- AR501


async def o():
    async with aioboto3.Session(aws_access_key_id="@ID@", aws_secret_access_key="@SECRET@").client("s3") as s3:  # <- AR501
        await s3.list_buckets()
    session = get_session()
    async with session.create_client("s3", aws_secret_access_key="@SECRET@", aws_access_key_id="@ID@") as s3:  # <- AR501
        await s3.list_buckets()


class Storage(S3Boto3Storage):
    access_key = "@ID@"
    secret_key = "@SECRET@"  # <- AR501


class Thing(Model):
    class Meta:
        table_name = "t"
        aws_access_key_id = "@ID@"
        aws_secret_access_key = "@SECRET@"  # <- AR501


p = pl.read_parquet("s3://b/x", storage_options={"aws_access_key_id": "@ID@", "aws_secret_access_key": "@SECRET@"})  # <- AR501
q = botocore.session.get_session()
q.set_credentials("@ID@", "@SECRET@")  # <- AR501
S3_CODE = "@SECRET@"  # <- AR501
r = boto3.client("s3", aws_access_key_id="@ID@", aws_secret_access_key=S3_CODE)
credentials = ("@ID@", "@SECRET@")  # <- AR501
