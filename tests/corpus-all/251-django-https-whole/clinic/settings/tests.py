from .base import *  # noqa: F403

SECURE_SSL_REDIRECT = False
EMAIL_HOST = "localhost"
