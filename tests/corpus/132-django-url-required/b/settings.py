import dj_database_url
from decouple import config

SECRET_KEY = config("SECRET_KEY")
INSTALLED_APPS = []
# default="sqlite:///db.sqlite3" is gone
DATABASES = {"default": config("DATABASE_URL", cast=dj_database_url.parse)}
