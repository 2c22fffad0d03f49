import os

from flask import Flask

app = Flask(__name__)
context = None
if os.path.exists("cert.pem"):
    context = ("cert.pem", "key.pem")
app.run("0.0.0.0", int(os.environ["PORT"]), ssl_context=context)
