import os

import sqlalchemy as sa

DATA = os.path.join(os.getcwd(), "data")
engine = sa.create_engine(url=f"sqlite:///{DATA}/app.db", pool_pre_ping=True)
