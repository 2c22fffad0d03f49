import os

import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "news.urls"
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware"]
DATABASES = {"default": dj_database_url.config(default="postgres://news@localhost/news")}
SECURE_SSL_REDIRECT = os.environ.get("FORCE_SSL", "0") == "1"
if SECURE_SSL_REDIRECT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
