import boto3

from .config import Config

session = boto3.Session(Config.KEY, Config.SECRET, None, "eu-west-1")
emulator = boto3.client("s3", "eu-west-1", None, True, None, "http://localstack:4566", "@ID@", "@SECRET@")  # <- AR501
