import os

import cherrypy
from sqlalchemy import URL, create_engine, text

engine = create_engine(
    URL.create(
        "mysql+pymysql",
        username=os.environ["DB_USER"],
        password=os.environ["DB_PASSWORD"],
        host=os.environ["DB_HOST"],
        database="library",
    ),
    pool_recycle=280,
)


class Root:
    @cherrypy.expose
    @cherrypy.tools.json_out()
    def books(self, author=""):
        with engine.connect() as c:
            rows = c.execute(text("select title from books where author = :a"), {"a": author})
            return [r.title for r in rows]
