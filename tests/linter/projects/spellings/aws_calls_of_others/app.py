import boto3
from botocore.stub import Stubber

local = boto3.client("s3", endpoint_url="http://localhost:4566")


def a():
    local.put_object(Bucket="b", Key="k")
    s3 = boto3.client("s3")
    try:
        s3.can_paginate("x")
    except s3.exceptions.ClientError:
        pass
    return s3.meta.region_name


class Fake:
    def put_object(self, **kw):
        return kw


def b():
    return Fake().put_object(Bucket="x")


def login():
    return boto3.client("cognito-idp").initiate_auth(AuthFlow="x")
