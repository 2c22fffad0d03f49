from flask import Flask
def create_app():
    app = Flask(__name__)
    n = 0
    @app.get("/")
    def index():
        nonlocal n  # <- AR202
        n += 1
        return str(n)
    return app
