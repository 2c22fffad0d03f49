import os
class Config:
    X=1
class DevelopmentConfig(Config):
    SQLALCHEMY_DATABASE_URI = os.environ.get('DEV_DATABASE_URL') or 'sqlite:///dev.db'
class TestingConfig(Config):
    SQLALCHEMY_DATABASE_URI = 'sqlite://'
class ProductionConfig(Config):
    SQLALCHEMY_DATABASE_URI = os.environ.get('DATABASE_URL') or 'sqlite:///data.db'  # <- AR303
