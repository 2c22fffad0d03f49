from waitress import create_server

from kiosk.web import app

server = create_server(app, host="0.0.0.0", port=8080)
server.run()
