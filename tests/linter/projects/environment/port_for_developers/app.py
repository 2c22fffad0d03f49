import os

from flask import Flask

app = Flask(__name__)
if app.debug:
    os.environ["PORT"] = "5000"


if __name__ == "__main__":
    os.environ["PORT"] = "5000"
    app.run(port=int(os.environ["PORT"]))
