import os

STORAGES = {"default": {"BACKEND": "storages.backends.s3.S3Storage"}}
AWS_ACCESS_KEY_ID = "@ID@"
AWS_SECRET_ACCESS_KEY = "@SECRET@"  # <- AR501
AWS_S3_REGION_NAME = "eu-west-1"
