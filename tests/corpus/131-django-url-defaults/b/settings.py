import dj_database_url
from decouple import config

SECRET_KEY = config("SECRET_KEY")
INSTALLED_APPS = []
DATABASES = {
    "default": config("DATABASE_URL", default="sqlite:///db.sqlite3", cast=dj_database_url.parse),
}
