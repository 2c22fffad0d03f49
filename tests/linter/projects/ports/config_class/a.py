from flask import Flask
from config import Config, Bad
app=Flask(__name__)
app.run(host=Config.HOST, port=Config.PORT)
app.run(host=Config.HOST, port=Bad.PORT)  # <- AR101
