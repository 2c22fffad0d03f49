import os
from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent
SECRET_KEY = os.environ["SECRET_KEY"]
INSTALLED_APPS = []
ROOT_URLCONF = "urls"
LOG_ROOT = BASE_DIR / "logs"
LOGGING = {
    "version": 1,
    "filters": {"require_debug_true": {"()": "django.utils.log.RequireDebugTrue"}},
    "handlers": {
        "debug": {
            "class": "logging.FileHandler",
            "filters": ["require_debug_true"],
            "filename": LOG_ROOT / "debug.log",
        },
        "error": {
            "level": "ERROR",
            "class": "logging.FileHandler",  # <- AR304
            "filename": LOG_ROOT / "error.log",
        },
        "console": {"class": "logging.StreamHandler"},
    },
    "loggers": {"django": {"handlers": ["debug", "error", "console"]}},
}
