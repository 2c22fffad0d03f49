import os

from decouple import config

ROOT_URLCONF = "shop.urls"
SECURE_SSL_REDIRECT = config("SECURE_SSL_REDIRECT", default=False, cast=bool)
SESSION_COOKIE_SECURE = True
