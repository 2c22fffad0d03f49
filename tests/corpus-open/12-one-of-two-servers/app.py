import os

from flask import Flask
from waitress import serve

app = Flask(__name__)

if __name__ == "__main__":
    if os.environ.get("ENV") == "production":
        serve(app, host="0.0.0.0", port=int(os.environ["PORT"]))
    else:
        app.run(port=5000)
