from sqlalchemy import create_engine
from sqlalchemy.engine import URL
u=URL.create('sqlite', database='x.db')
e=create_engine(u)  # <- AR303
e=create_engine(URL.create(drivername='postgresql', host='x'))
