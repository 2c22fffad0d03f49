import os

from flask import Flask

os.environ["AWS_ACCESS_KEY_ID"] = "@ID@"
os.environ["AWS_SECRET_ACCESS_KEY"] = "@SECRET@"  # <- AR501
app = Flask(__name__)


def prepare(secret):
    os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")
    os.environ["AWS_SECRET_ACCESS_KEY"] = secret
    os.environ["AWS_ACCESS_KEY_ID"] = os.environ["STORE_KEY_ID"]
