import os

import django

SECRET_KEY = os.environ["SECRET_KEY"]
INSTALLED_APPS = ["channels"]
SESSION_ENGINE = "django.contrib.sessions.backends.file"  # <- AR204
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",  # <- AR204
        "LOCATION": "/tmp/cache",
    },
    "shared": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": os.environ["REDIS_URL"]},
    "none": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}  # <- AR204
CELERY_BROKER_URL = os.environ.get("BROKER", "memory://")  # <- AR204
CELERY_RESULT_BACKEND = "django-db"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
