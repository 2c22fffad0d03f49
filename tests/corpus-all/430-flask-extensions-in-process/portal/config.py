import os


class Base:
    SECRET_KEY = os.environ["SECRET_KEY"]
    SESSION_TYPE = "filesystem"
    SESSION_PERMANENT = False


class Production(Base):
    PREFERRED_URL_SCHEME = "https"


class Testing(Base):
    TESTING = True
    SESSION_TYPE = "filesystem"


CONFIGS = {"production": Production, "testing": Testing}
