import os
from pathlib import Path

import environ

env = environ.Env(DEBUG=(bool, False))
environ.Env.read_env(Path(__file__).parent / ".env")

SECRET_KEY = env("SECRET_KEY")
DEBUG = env("DEBUG")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
ASGI_APPLICATION = "board.asgi.application"
ROOT_URLCONF = "board.urls"
DATABASES = {"default": env.db("DATABASE_URL")}
CELERY_BROKER_URL = env("CELERY_BROKER_URL")
CACHES = {"default": env.cache("CACHE_URL")}
EMAIL_HOST = env("EMAIL_HOST")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=False)
CORS_ALLOWED_ORIGINS = ["http://localhost:8080"]
SITE_URL = env("SITE_URL", default="http://localhost:8000")
