import os

from .base import *  # noqa: F403

DEBUG = False
DATABASES["default"]["HOST"] = os.environ["DB_HOST"]  # noqa: F405
SECURE_SSL_REDIRECT = True
SESSION_COOKIE_SECURE = True
