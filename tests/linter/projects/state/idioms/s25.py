from flask import Flask, request
def create_app():
    app = Flask(__name__)
    jobs = {}  # <- AR201
    @app.post("/j")
    def add():
        jobs[request.form["id"]] = 1
        return "ok"
    return app
