import cherrypy

from wiki.links import LinkIndex, index


class Wiki:
    edits = 0

    def __init__(self):
        self.pages = {"Home": "Welcome"}

    @cherrypy.expose
    def index(self):
        cherrypy.session["visits"] = cherrypy.session.get("visits", 0) + 1
        return self.pages["Home"]

    @cherrypy.expose
    @cherrypy.tools.json_out()
    def page(self, name, text=None):
        if cherrypy.request.method == "POST":
            self.pages[name] = text
            type(self).edits += 1
            index.add(name, text)
        return {"name": name, "text": self.pages.get(name), "links": index.of(name)}

    @cherrypy.expose
    @cherrypy.tools.json_out()
    def forget(self, name):
        self.pages.pop(name, None)
        LinkIndex.rebuilt = True
        return {"edits": self.edits}
