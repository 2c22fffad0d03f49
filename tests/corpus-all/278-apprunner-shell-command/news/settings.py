import os

import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "news.urls"
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
DATABASES = {"default": dj_database_url.config(default="postgres://news@localhost/news")}
SECURE_SSL_REDIRECT = not os.environ.get("NO_SSL")
