import environ

env = environ.Env()
SECRET_KEY = env("SECRET_KEY")
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.auth", "rest_framework", "imports"]
ROOT_URLCONF = "shop.urls"
DATABASES = {"default": env.db("DATABASE_URL")}
LOGGING = {
    "version": 1,
    "handlers": {"app": {"class": "logging.StreamHandler"}, "null": {"class": "logging.NullHandler"}},
    "loggers": {"imports": {"handlers": ["app"], "level": "DEBUG"}},
}
