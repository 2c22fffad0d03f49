import os

import tornado.httpserver
import tornado.web


class Page(tornado.web.RequestHandler):
    def prepare(self):
        if self.request.protocol == "http":
            self.redirect("https://" + self.request.host + self.request.uri, permanent=True)  # <- AR105


server = tornado.httpserver.HTTPServer(tornado.web.Application([("/", Page)]))
server.listen(int(os.environ["PORT"]))
