import os
import sys

import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
ROOT_URLCONF = "shop.urls"
INSTALLED_APPS = []

if "test" in sys.argv or "pytest" in sys.modules:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
else:
    DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
