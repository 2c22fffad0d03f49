import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
SECRET_KEY = os.environ["SECRET_KEY"]
ROOT_URLCONF = "core.urls"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "core",
        "HOST": os.environ["DB_HOST"],
    },
    "audit": {
        'ENGINE': 'django.db.backends.sqlite3',
        'NAME': BASE_DIR / 'audit.sqlite3',
    },
}
