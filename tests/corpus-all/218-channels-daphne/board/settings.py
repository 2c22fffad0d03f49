import os

import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")
INSTALLED_APPS = ["daphne", "django.contrib.contenttypes", "channels", "notes"]
ASGI_APPLICATION = "board.asgi.application"
ROOT_URLCONF = "board.urls"
DATABASES = {
    "default": dj_database_url.config(default="postgres://board:board@localhost:5432/board"),
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [("127.0.0.1", 6379)]},
    },
}
CELERY_BROKER_URL = "redis://localhost:6379/0"
CELERY_RESULT_BACKEND = os.environ.get("RESULT_BACKEND", "django-db")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache",
        "LOCATION": "127.0.0.1:11211",
    }
}
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
