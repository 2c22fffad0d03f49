from sqlalchemy import engine_from_config
from sqlalchemy.orm import sessionmaker


def includeme(config):
    engine = engine_from_config(config.get_settings(), "sqlalchemy.")
    config.registry["dbmaker"] = sessionmaker(engine)
