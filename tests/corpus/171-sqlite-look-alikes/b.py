import os

from sqlalchemy import URL, create_engine

engine = create_engine(URL.create(drivername="postgresql+psycopg", host=os.environ["DB_HOST"], database="app"))
