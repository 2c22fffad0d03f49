import os

CONFIG = {
    "name": "api",
    "port": 5000,
    "dsn": os.environ["DATABASE_URL"],
}
