import os
import subprocess

from flask import Flask

app = Flask(__name__)
os.environ.setdefault("PORT", "8080")
if not os.environ.get("PORT"):
    os.environ["PORT"] = "8080"
os.environ["PORT"] = os.environ.get("PORT", "8080")
os.environ["PORTAL"] = "5000"
child = dict(os.environ, PORT="5000")
app.config["PORT"] = "5000"


def use(port):
    os.environ["PORT"] = str(port)
