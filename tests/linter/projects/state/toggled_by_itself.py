from flask import Flask

app = Flask(__name__)
maintenance = False  # <- AR202


@app.post("/toggle")
def toggle():
    global maintenance
    if not maintenance:
        maintenance = True
    else:
        maintenance = False
    return "ok"
