import logging
import os
from logging.handlers import RotatingFileHandler, SMTPHandler

from flask import Flask


def create_app():
    app = Flask(__name__)
    if not app.debug and not app.testing:
        if app.config["LOG_TO_STDOUT"]:
            app.logger.addHandler(logging.StreamHandler())
        else:
            if not os.path.exists("logs"):
                os.mkdir("logs")
            handler = RotatingFileHandler("logs/microblog.log", maxBytes=10240)  # <- AR304
            app.logger.addHandler(handler)
    return app
