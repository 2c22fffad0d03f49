import os

import sqlalchemy as sa
from flask import Flask, redirect, request
from werkzeug.middleware.proxy_fix import ProxyFix

app = Flask(__name__)
app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)
engine = sa.create_engine(
    "postgresql://{user}:{password}@{host}/billing".format(
        user=os.environ["DB_USER"],
        password=os.environ["DB_PASSWORD"],
        host=os.environ.get("DB_HOST", "localhost"),
    )
)


@app.before_request
def https_only():
    if not request.is_secure:
        return redirect(request.url.replace("http://", "https://", 1), code=301)


@app.get("/invoices")
def invoices():
    with engine.connect() as c:
        return {"count": c.execute(sa.text("select count(*) from invoices")).scalar()}
