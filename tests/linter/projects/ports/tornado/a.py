import tornado.web, tornado.ioloop, os
from tornado.options import define, options, parse_command_line
define('port', default=8888, help='p', type=int)
class Application(tornado.web.Application):
    def __init__(self):
        super().__init__([])
def main():
    parse_command_line()
    app=Application()
    app.listen(options.port)  # beside the other: AR107
    app2=tornado.httpserver.HTTPServer(app)
    app2.listen(int(os.environ.get('PORT',8888)))
main()
