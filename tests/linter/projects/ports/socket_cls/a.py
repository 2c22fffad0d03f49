import socket
class Server:
    def __init__(self, host='0.0.0.0', port=9000):
        self.host=host
        self.port=port
        self.sock=socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    def start(self):
        self.sock.bind((self.host, self.port))  # <- AR101
        self.sock.listen(5)
Server().start()
