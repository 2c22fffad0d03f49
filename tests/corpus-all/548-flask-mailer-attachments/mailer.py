import os
import smtplib
import tempfile
from email.message import EmailMessage
from pathlib import Path

import qrcode
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from flask import Flask, request, send_file

app = Flask(__name__)


def send(to, *paths):
    message = EmailMessage()
    message["To"] = to
    for path in paths:
        message.add_attachment(Path(path).read_bytes(), maintype="image", subtype="png", filename=os.path.basename(path))
    with smtplib.SMTP(os.environ["SMTP_HOST"]) as smtp:
        smtp.send_message(message)


@app.post("/tickets")
def ticket():
    path = Path(tempfile.gettempdir()) / f"{request.form['id']}.png"
    qrcode.make(request.form["id"]).save(path)
    send(request.form["to"], path)
    return "sent"


@app.post("/charts")
def chart():
    with tempfile.NamedTemporaryFile(suffix=".png", delete=False) as f:
        plt.plot(request.json["values"])
        plt.savefig(f.name)
        plt.close()
    send(request.json["to"], f.name)
    Path(f.name).unlink()
    return "sent"


@app.get("/badge")
def badge():
    out = Path("/tmp/badge.svg")
    out.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    return send_file(out)


@app.post("/charts/safe")
def safe_chart():
    handle, name = tempfile.mkstemp(suffix=".png")
    os.close(handle)
    try:
        plt.plot(request.json["values"])
        plt.savefig(name)
        send(request.json["to"], name)
    finally:
        plt.close()
        os.unlink(name)
    return "sent"
