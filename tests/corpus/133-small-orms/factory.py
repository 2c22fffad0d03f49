from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

_URL = "sqlite:///" + "factory.db"


def make_session(echo=False):
    engine = create_engine(_URL, echo=echo)
    return sessionmaker(engine)()
