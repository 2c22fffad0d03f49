from sqlalchemy import create_engine, event

from settings import database_url

engine = create_engine(database_url())


@event.listens_for(engine, "connect")
def pragmas(connection, record):
    if engine.dialect.name == "sqlite":
        connection.execute("PRAGMA foreign_keys=ON")
