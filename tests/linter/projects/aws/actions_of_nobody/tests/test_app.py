import boto3
from moto import mock_aws


@mock_aws
def test_index():
    boto3.client("s3").create_bucket(Bucket="b")
