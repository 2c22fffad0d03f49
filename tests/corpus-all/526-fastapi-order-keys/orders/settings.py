import os

REGION = "eu-central-1"
PROFILE = os.environ.get("AWS_PROFILE", "default")
QUEUE_URL = os.environ["QUEUE_URL"]
TABLE = os.environ.get("TABLE", "orders")

AWS_KEY = "AKIA4QXJ7ZC2LTDNWPEB"
AWS_SECRET = "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"
