import os

import dj_database_url

from .base import *

DEBUG = False
DATABASES = {"default": dj_database_url.config(env="DATABASE_URL")}
STORAGES["default"] = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {"bucket_name": os.environ["MEDIA_BUCKET"]},
}
LOGGING = {
    "version": 1,
    "handlers": {
        "errors": {
            "class": "logging.handlers.WatchedFileHandler",
            "filename": os.environ.get("ERROR_LOG", "/var/log/sites/errors.log"),
            "level": "ERROR",
        },
    },
    "root": {"handlers": ["errors"]},
}
