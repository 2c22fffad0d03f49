from pathlib import Path
import environ
import dj_database_url
BASE_DIR = Path(__file__).resolve(strict=True).parent.parent.parent
env = environ.Env()
INSTALLED_APPS = []
DATABASES = {"default": env.db("DATABASE_URL", default="postgres:///app")}  # <- AR402
REDIS_URL = env("REDIS_URL", default="redis://localhost:6379/0")  # <- AR402
CELERY_BROKER_URL = REDIS_URL
CACHES = {"default": {"BACKEND": "x", "LOCATION": REDIS_URL}}
EMAIL_HOST = "localhost"  # <- AR402
MEDIA_ROOT = str(BASE_DIR / "media")  # <- AR302
LOGGING = {
    "version": 1,
    "handlers": {
        "file": {
            "level": "INFO",
            "class": "logging.handlers.TimedRotatingFileHandler",  # <- AR304
            "filename": "/var/log/app/app.log",
        },
        "console": {"class": "logging.StreamHandler"},
    },
    "loggers": {"django": {"handlers": ["file", "console"], "level": "INFO"}},
}
ELASTICSEARCH_DSL = {"default": {"hosts": "localhost:9200"}}  # <- AR402
SESSION_REDIS = {"host": "localhost"}
