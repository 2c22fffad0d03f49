import os

from flask import Flask

app = Flask(__name__)
port = 5000 if app.debug else int(os.environ["PORT"])

if __name__ == "__main__":
    app.run("0.0.0.0", port)
