import cherrypy, os
class R: pass
cherrypy.config.update({'server.socket_host':'0.0.0.0','server.socket_port':int(os.environ.get('PORT',8080))})
cherrypy.quickstart(R())
