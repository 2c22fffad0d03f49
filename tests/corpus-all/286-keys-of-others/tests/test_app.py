import os

import boto3
import pytest
from moto import mock_aws


@pytest.fixture
def aws():
    os.environ["AWS_ACCESS_KEY_ID"] = "testing"
    os.environ["AWS_SECRET_ACCESS_KEY"] = "testing"
    os.environ["PORT"] = "1234"
    with mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="b")
        yield
