from http.server import HTTPServer, SimpleHTTPRequestHandler

HTTPServer(("localhost", 8000), SimpleHTTPRequestHandler).serve_forever()
