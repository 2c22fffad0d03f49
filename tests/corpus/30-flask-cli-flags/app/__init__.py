from flask import Flask

from app import cli, runtime
from app.views import bp


def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp)
    app.cli.add_command(cli.rebuild)
    return app
