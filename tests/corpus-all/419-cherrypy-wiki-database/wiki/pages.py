import cherrypy


class Wiki:
    allowed = ["GET", "POST"]

    def __init__(self, pool):
        self.pool = pool
        self.routes = {}
        self.routes["home"] = "/"

    @cherrypy.expose
    @cherrypy.tools.json_out()
    def page(self, name, text=None):
        if cherrypy.request.method not in self.allowed:
            raise cherrypy.HTTPError(405)
        with self.pool.connection() as conn:
            if cherrypy.request.method == "POST":
                conn.execute("insert into pages values (%s, %s)", (name, text))
            row = conn.execute("select body from pages where name = %s", (name,)).fetchone()
        answer = {"name": name}
        answer["text"] = row[0] if row else None
        cherrypy.response.headers["X-Page"] = name
        cherrypy.request.notes = []
        cherrypy.request.notes.append(name)
        return answer
