from sqlalchemy import URL, create_engine

engine = create_engine(URL.create(drivername="sqlite", database="app.db"))
