import subprocess
import uuid

from flask import Flask, request, send_file

app = Flask(__name__)


@app.post("/mp3")
def mp3():
    target = f"/tmp/{uuid.uuid4()}.mp3"
    subprocess.run(["ffmpeg", "-i", request.form["url"], target], check=True)
    return send_file(target)
