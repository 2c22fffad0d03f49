from .base import *  # noqa: F403
from .base import CACHES, INSTALLED_APPS

DEBUG = False
INSTALLED_APPS.append("django.contrib.staticfiles")
CACHES["default"]["KEY_PREFIX"] = "prod"
