from starlette.config import Config
from starlette.datastructures import Secret

config = Config(".env")

DEBUG = config("DEBUG", cast=bool, default=False)
PORT = config("PORT", cast=int, default=8080)
SECRET_KEY = config("SECRET_KEY", cast=Secret)
BILLING_URL = config("BILLING_URL")
