import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = os.environ["SECRET_KEY"]
INSTALLED_APPS = ["django.contrib.contenttypes", "ocr"]
ROOT_URLCONF = "scans.urls"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["DB_NAME"],
        "HOST": os.environ["DB_HOST"],
    }
}
CELERY_BROKER_URL = os.environ["BROKER_URL"]
RESULTS_DIR = BASE_DIR / "results"
FILE_UPLOAD_TEMP_DIR = "/tmp"
