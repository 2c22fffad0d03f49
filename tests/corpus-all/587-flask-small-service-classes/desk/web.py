from flask import Flask, request

from desk.tickets import Tickets
from desk.uploads import Infected, Uploads


def create_app():
    app = Flask(__name__)
    uploads = Uploads()
    tickets = Tickets()

    @app.post("/tickets")
    def ticket():
        tickets.add(request.form["title"])
        attachment = request.files.get("attachment")
        if attachment:
            uploads.scan(attachment)
            return {"attachment": uploads.save(attachment)}
        return {"attachment": None}

    @app.get("/attachments/<digest>")
    def attachment(digest):
        return uploads.open(digest).read()

    @app.post("/check")
    def check():
        return uploads.check(request.files["f"])

    @app.errorhandler(Infected)
    def infected(error):
        return {"infected": str(error)}, 422

    return app
