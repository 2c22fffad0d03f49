import os
from pathlib import Path

from decouple import config

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = config("SECRET_KEY")
INSTALLED_APPS = ["django.contrib.contenttypes", "archive"]
ROOT_URLCONF = "site1.urls"
DATABASES = {
    "default": {
        "ENGINE": config("DB_ENGINE", default="django.db.backends.sqlite3"),
        "NAME": config("DB_NAME", default=str(BASE_DIR / "db.sqlite3")),
    }
}
MEDIA_ROOT = config("MEDIA_ROOT", default=os.path.join(BASE_DIR, "media"))
LOG_LEVEL = config("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "handlers": {
        "mail": {"class": "django.utils.log.AdminEmailHandler"},
        "disk": {
            "level": LOG_LEVEL,
            "filename": os.path.join(BASE_DIR, "logs", "site.log"),
            "class": "logging.handlers.TimedRotatingFileHandler",
            "when": "D",
        },
    },
    "loggers": {"django": {"handlers": ["mail", "disk"]}},
}
