import os

import environ

env = environ.Env()
SECRET_KEY = os.environ["SECRET_KEY"]
ROOT_URLCONF = "site1.urls"
DATABASES = {
    "default": env.db("DATABASE_URL", default="sqlite:///db.sqlite3"),
}
