import os

import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["django.contrib.contenttypes", "polls"]
INSTALLED_APPS += ["rest_framework"]
ROOT_URLCONF = "mysite.urls"
DATABASES = {"default": dj_database_url.config(env="DATABASE_URL", conn_max_age=600)}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": os.environ["REDIS_URL"],
    }
}
