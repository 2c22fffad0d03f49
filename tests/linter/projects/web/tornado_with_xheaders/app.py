import os

import tornado.httpserver
import tornado.web


class Page(tornado.web.RequestHandler):
    def prepare(self):
        if self.request.protocol == "http":
            self.redirect("https://" + self.request.host + self.request.uri, permanent=True)


server = tornado.httpserver.HTTPServer(tornado.web.Application([("/", Page)]), xheaders=True)
server.listen(int(os.environ["PORT"]))
