from starlette.config import Config
from starlette.datastructures import CommaSeparatedStrings, Secret

config = Config(".env")

DEBUG = config("DEBUG", cast=bool, default=False)
PORT = config("PORT", cast=int, default=3000)
SECRET_KEY = config("SECRET_KEY", cast=Secret)
HOSTS = config("ALLOWED_HOSTS", cast=CommaSeparatedStrings, default="localhost")
BILLING_URL = config("BILLING_URL", default="http://localhost:9001")
