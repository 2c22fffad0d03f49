from http.server import HTTPServer, BaseHTTPRequestHandler
from socketserver import ThreadingMixIn
import os
class S(ThreadingMixIn, HTTPServer):
    daemon_threads=True
PORT=8000
def run(port=PORT, server_class=HTTPServer):
    httpd = server_class(('', port), BaseHTTPRequestHandler)  # <- AR101
    httpd.serve_forever()
if __name__=='__main__':
    S(('0.0.0.0', 8001), None).serve_forever()  # <- AR101
    run()
