import tempfile
from flask import Flask, send_file
app = Flask(__name__)
@app.get("/report")
def report():
    f = tempfile.NamedTemporaryFile(suffix=".csv", delete=False)  # <- AR301
    f.write(b"a,b")
    f.close()
    return send_file(f.name)
