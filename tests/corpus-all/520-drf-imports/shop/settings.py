import os

import environ

env = environ.Env()
SECRET_KEY = env("SECRET_KEY")
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "rest_framework", "imports"]
ROOT_URLCONF = "shop.urls"
DATABASES = {"default": env.db("DATABASE_URL", default="sqlite:///shop.sqlite3")}
LOG_FILE = os.path.join(os.path.dirname(__file__), "shop.log")
LOGGING = {
    "version": 1,
    "handlers": {
        "app": {"class": "logging.FileHandler", "filename": LOG_FILE},
    },
    "loggers": {"imports": {"handlers": ["app"], "level": "DEBUG"}},
}
