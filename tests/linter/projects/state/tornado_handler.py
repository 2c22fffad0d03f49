import tornado.web

clients = []  # <- AR201


class Chat(tornado.websocket.WebSocketHandler):
    def open(self):
        clients.append(self)

    def on_close(self):
        clients.remove(self)


def make_app():
    return tornado.web.Application([(r"/ws", Chat)])
