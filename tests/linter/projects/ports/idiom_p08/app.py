from wsgiref.simple_server import make_server
make_server("", 8000, app).serve_forever()  # <- AR101
