import os


class Config:
    SQLALCHEMY_DATABASE_URI = os.environ.get("DATABASE_URL") or "postgresql://app@localhost/app"  # <- AR402
    CELERY_BROKER_URL = "amqp://guest:guest@127.0.0.1:5672//"  # <- AR402
    MAIL_SERVER = os.environ.get("MAIL_SERVER")
    CORS_ORIGINS = ["http://localhost:3000"]
    SERVER_NAME = "localhost:5000"


class TestingConfig(Config):
    SQLALCHEMY_DATABASE_URI = "postgresql://localhost/test"


class DevelopmentConfig(Config):
    CACHE_REDIS_URL = "redis://localhost"


class ProductionConfig(Config):
    pass
