import logging
import os

from flask import Flask

app = Flask(__name__)
if os.environ.get("LOG_TO_FILE"):
    app.logger.addHandler(logging.FileHandler("app.log"))
