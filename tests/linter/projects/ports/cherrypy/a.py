import cherrypy
class R: pass
cherrypy.config.update({'server.socket_host':'0.0.0.0','server.socket_port':9090})  # <- AR101
cherrypy.quickstart(R())
