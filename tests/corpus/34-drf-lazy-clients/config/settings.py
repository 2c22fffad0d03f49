import os

SECRET_KEY = os.environ["SECRET_KEY"]
INSTALLED_APPS = ["imports", "rest_framework"]
ROOT_URLCONF = "imports.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ["DB_HOST"], "PORT": 5432}}
