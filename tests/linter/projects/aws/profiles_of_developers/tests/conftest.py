import os

os.environ["AWS_PROFILE"] = "test"
