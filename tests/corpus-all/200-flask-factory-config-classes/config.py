import os

basedir = os.path.abspath(os.path.dirname(__file__))


class BaseConfig:
    HOST = "127.0.0.1"
    SERVER_PORT = 5005
    SECRET_KEY = os.environ["SECRET_KEY"]
    CACHE_URL = os.environ.get("CACHE_URL", "redis://localhost:6379/2")
    INVENTORY_API = "http://localhost:9100/api"
    ALLOWED_ORIGINS = ["http://localhost:3000", "http://127.0.0.1:5173"]
    JSON_SORT_KEYS = False


class ProdConfig(BaseConfig):
    SERVER_PORT = 5055
    PREFERRED_URL_SCHEME = "https"


CONFIGS = {"base": BaseConfig, "prod": ProdConfig}
