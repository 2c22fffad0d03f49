from flask import Flask, request
from waitress import serve

from app import config
from app.producer import send

app = Flask(__name__)


@app.post("/click")
def click():
    send(request.get_json())
    return "", 202


def main():
    serve(app, host=config.BIND, port=config.PORT, url_scheme="https")


if __name__ == "__main__":
    main()
