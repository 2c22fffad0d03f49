import os


def required(name):
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"{name} must be set")
    return value


class BaseConfig:
    HOST = "0.0.0.0"
    SERVER_PORT = int(os.environ.get("PORT", "8080"))
    SECRET_KEY = required("SECRET_KEY")
    CACHE_URL = required("CACHE_URL")
    INVENTORY_API = required("INVENTORY_API")
    ALLOWED_ORIGINS = ["http://localhost:3000", "http://127.0.0.1:5173"]


class ProdConfig(BaseConfig):
    PREFERRED_URL_SCHEME = "https"
