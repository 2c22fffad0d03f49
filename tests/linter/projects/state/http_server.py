from http.server import BaseHTTPRequestHandler, HTTPServer

visits = 0  # <- AR202


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        global visits
        visits += 1
        self.send_response(200)
        self.end_headers()


if __name__ == "__main__":
    HTTPServer(("0.0.0.0", 8080), Handler).serve_forever()
