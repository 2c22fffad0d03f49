import os

SECRET_KEY = os.environ["SECRET_KEY"]
INSTALLED_APPS = []
ROOT_URLCONF = "urls"
MEDIA_ROOT = "media"
