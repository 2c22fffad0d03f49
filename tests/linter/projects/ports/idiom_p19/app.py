from flask import Flask
CONFIG = {"port": 8080}
Flask(__name__).run("0.0.0.0", port=CONFIG["port"])  # <- AR101
