import os

from flask import Flask

app = Flask(__name__)
OPTIONS = dict(host="0.0.0.0", threaded=True)
OPTIONS["port"] = int(os.environ["PORT"])

if __name__ == "__main__":
    app.run(**OPTIONS)
