from flask import Flask

from settings import CONFIG

app = Flask(__name__)


@app.get("/")
def index():
    return CONFIG["name"]


if __name__ == "__main__":
    app.run("0.0.0.0", port=CONFIG["port"])
