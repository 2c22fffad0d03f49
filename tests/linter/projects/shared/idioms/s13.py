from flask import Flask, request
app = Flask(__name__)
@app.post("/mode")
def mode():
    app.config["MODE"] = request.form["m"]  # <- AR203
    return "ok"
