from flask import Flask, redirect, request, url_for

app = Flask(__name__)


@app.get("/go")
def go():
    if not request.args.get("to"):
        return redirect("https://example.org/")
    return redirect(url_for("home"))


@app.get("/")
def home():
    scheme = "https" if request.is_secure else "http"
    return {"links": scheme + "://" + request.host}
