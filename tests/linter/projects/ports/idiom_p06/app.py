import socketserver
ADDR = ("0.0.0.0", 9000)
socketserver.TCPServer(ADDR, socketserver.BaseRequestHandler).serve_forever()  # <- AR101
