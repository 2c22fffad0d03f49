import os


class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY") or os.urandom(16).hex()
    SQLALCHEMY_TRACK_MODIFICATIONS = False


class DevelopmentConfig(Config):
    DEBUG = True
    SQLALCHEMY_DATABASE_URI = "postgresql://localhost/dev"


class ProductionConfig(Config):
    DEBUG = False
    SQLALCHEMY_DATABASE_URI = os.environ.get("DATABASE_URL", "postgresql://postgres:postgres@localhost:5432/prod")


config = {"development": DevelopmentConfig, "production": ProductionConfig, "default": ProductionConfig}
