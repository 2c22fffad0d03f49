from flask import Flask, redirect, request
from werkzeug.middleware.proxy_fix import ProxyFix

app = Flask(__name__)
app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=0)


@app.before_request
def force_https():
    if not app.debug and request.scheme != "https":
        url = request.url.replace("http://", "https://", 1)
        return redirect(url, code=308)  # <- AR105
