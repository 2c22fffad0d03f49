import cherrypy, os
class R: pass
cherrypy.quickstart(R(), '/')  # <- AR101 AR102
