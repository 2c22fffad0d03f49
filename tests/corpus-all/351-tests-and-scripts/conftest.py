import os

os.environ["PORT"] = "9999"
os.environ.setdefault("MONGODB_URI", "mongodb://localhost:27017/test")
os.environ["AWS_PROFILE"] = "test"
