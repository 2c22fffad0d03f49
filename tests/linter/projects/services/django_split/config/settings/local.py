from .base import *
CACHES = {"default": {"BACKEND": "x", "LOCATION": "redis://localhost:6379"}}
EMAIL_HOST = "localhost"
