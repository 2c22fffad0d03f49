import os

SECRET_KEY = os.environ["SECRET_KEY"]
INSTALLED_APPS = []
DATABASES = {
    "default": {
        "ENGINE": os.environ.get("DB_ENGINE", "django.db.backends.mysql"),
        "NAME": os.environ.get("DB_NAME", "db"),
        "HOST": os.environ["DB_HOST"],
    }
}
