from flask import Flask, redirect, request
from waitress import serve

from app import config
from app.producer import send

app = Flask(__name__)


@app.post("/click")
def click():
    send(request.get_json())
    return "", 202


@app.get("/report")
def report():
    return redirect(config.REPORT_URL)


def main():
    serve(app, host=config.BIND, port=config.PORT)


if __name__ == "__main__":
    main()
