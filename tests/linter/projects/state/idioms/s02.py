from flask import Flask
app = Flask(__name__)
hits = 0  # <- AR202
@app.get("/")
def index():
    global hits
    hits += 1
    return str(hits)
