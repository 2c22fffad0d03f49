from .settings import *  # noqa

DEBUG = True
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "board", "HOST": "localhost"}}
CELERY_BROKER_URL = "redis://localhost:6379/0"
SECURE_SSL_REDIRECT = False
