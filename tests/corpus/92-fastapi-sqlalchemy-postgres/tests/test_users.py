from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from app.database import Base

engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
TestSession = sessionmaker(engine)


def test_add():
    assert TestSession() is not None
