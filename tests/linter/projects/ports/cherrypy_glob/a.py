import cherrypy, os
class R: pass
conf={'global':{'server.socket_port':9090,'server.socket_host':'0.0.0.0'},'/':{}}  # <- AR101
cherrypy.quickstart(R(), '/', conf)
