import cherrypy
from sqlalchemy import create_engine, text

engine = create_engine("mysql+pymysql://lib:lib@127.0.0.1/library")


class Root:
    @cherrypy.expose
    @cherrypy.tools.json_out()
    def books(self, author=""):
        with engine.connect() as c:
            rows = c.execute(text("select title from books where author = :a"), {"a": author})
            return [r.title for r in rows]
