import os
import sys

import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
INSTALLED_APPS = []
DATABASES = {"default": dj_database_url.parse(os.environ["DATABASE_URL"])}
