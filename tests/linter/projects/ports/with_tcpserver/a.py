import socketserver, http.server, os
PORT=int(os.getenv('PORT', 8000))
with socketserver.TCPServer(('', PORT), http.server.SimpleHTTPRequestHandler) as httpd:
    httpd.serve_forever()
with http.server.ThreadingHTTPServer(('', 8000), None) as h:  # <- AR101
    h.serve_forever()
