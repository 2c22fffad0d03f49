import os

INSTALLED_APPS = []
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = ["http://localhost:8000"]
INTERNAL_IPS = ["127.0.0.1"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ.get("DB_HOST", "localhost"),  # <- AR402
    },
    "replica": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ["REPLICA"]},
    "local": {"ENGINE": "django.db.backends.sqlite3", "NAME": "x", "HOST": "localhost"},
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [("127.0.0.1", 6379)]},  # <- AR402
    },
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache",
        "LOCATION": "127.0.0.1:11211",  # <- AR402
    },
    "other": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "localhost"},
}
CELERY_BROKER_URL = os.getenv("BROKER", "redis://localhost:6379/0")  # <- AR402
