import cherrypy

visits = 0


class Root:
    @cherrypy.expose
    def index(self):
        global visits
        visits += 1
        return str(visits)


if __name__ == "__main__":
    cherrypy.quickstart(Root())
