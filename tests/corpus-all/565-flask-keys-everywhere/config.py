import os


class Base:
    AWS_REGION = "eu-west-1"
    BUCKET = "shop-pictures"


class Production(Base):
    AWS_ACCESS_KEY_ID = os.environ.get("AWS_ACCESS_KEY_ID", "AKIAW3XL7QNTZ5KMRV6P")
    AWS_SECRET_ACCESS_KEY = os.environ.get("AWS_SECRET_ACCESS_KEY", "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")


class Testing(Base):
    AWS_ACCESS_KEY_ID = "testing"
    AWS_SECRET_ACCESS_KEY = "testing"


def load():
    return Testing if os.environ.get("TESTING") else Production
