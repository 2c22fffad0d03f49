import os

from flask import Flask
from flask_sslify import SSLify

from billing.jobs import enqueue


def create_app():
    app = Flask(__name__)
    app.secret_key = os.environ["SECRET_KEY"]
    SSLify(app, permanent=True)

    @app.post("/invoice/<int:number>")
    def invoice(number):
        return {"job": enqueue(number)}

    return app


if __name__ == "__main__":
    create_app().run(debug=True, port=os.environ.get("APP_PORT"))
