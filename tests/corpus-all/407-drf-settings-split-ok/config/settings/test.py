from .base import *  # noqa: F403

SECRET_KEY = "test"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.file"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
