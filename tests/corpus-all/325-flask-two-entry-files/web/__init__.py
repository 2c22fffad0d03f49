from flask import Flask
from flask_cors import CORS

from web.api import bp


def create_app():
    app = Flask(__name__)
    CORS(app, origins=["http://localhost:3000"])
    app.register_blueprint(bp, url_prefix="/api")
    return app
