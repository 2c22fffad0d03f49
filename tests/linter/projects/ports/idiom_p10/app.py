import tornado.web
tornado.web.Application([]).listen(8888)  # <- AR101
