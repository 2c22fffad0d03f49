import os
import secrets

from flask import Flask
from flask_limiter import Limiter

app = Flask(__name__)
app.secret_key = os.environ.get("SECRET_KEY") or secrets.token_hex()
limiter = Limiter(lambda: "all", app=app, storage_uri=os.environ.get("LIMITS", "memory://"))
