import os

SECRET_KEY = os.environ["SECRET_KEY"]
INSTALLED_APPS = ["django.contrib.contenttypes", "storages", "photos"]
ROOT_URLCONF = "site_.urls"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["PGDATABASE"],
        "HOST": os.environ["PGHOST"],
        "USER": os.environ["PGUSER"],
        "PASSWORD": os.environ["PGPASSWORD"],
    }
}
DEFAULT_FILE_STORAGE = "storages.backends.s3boto3.S3Boto3Storage"
AWS_ACCESS_KEY_ID = "AKIAVQ7KDH2XNMLT6RZP"
AWS_SECRET_ACCESS_KEY = "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"
AWS_STORAGE_BUCKET_NAME = "photos-prod"
AWS_S3_REGION_NAME = "us-west-2"
AWS_QUERYSTRING_AUTH = False
