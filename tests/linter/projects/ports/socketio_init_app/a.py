from flask import Flask
from ext import socketio
app=Flask(__name__)
socketio.init_app(app)
socketio.run(app)  # <- AR101 AR102
