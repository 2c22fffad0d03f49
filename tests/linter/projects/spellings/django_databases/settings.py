import os
import environ
from pathlib import Path
env = environ.Env(DEBUG=(bool, False))
BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = env("SECRET_KEY")
INSTALLED_APPS = []
ROOT_URLCONF = "urls"
DATABASES = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}"),  # <- AR303
    "cache": {
        "ENGINE": "django.db.backends.sqlite3",  # <- AR303
        "NAME": ":memory:",
    },
}
