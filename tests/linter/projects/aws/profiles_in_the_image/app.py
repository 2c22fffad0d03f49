import os

os.environ["AWS_SHARED_CREDENTIALS_FILE"] = "/app/aws/credentials"  # <- AR502
os.environ.pop("AWS_PROFILE", None)
