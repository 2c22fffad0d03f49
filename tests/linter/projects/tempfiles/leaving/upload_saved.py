import os
from flask import Flask, request
app = Flask(__name__)
@app.post("/up")
def up():
    f = request.files["f"]
    path = os.path.join("/tmp", f.filename)
    f.save(path)  # <- AR301
    return scan(path)
