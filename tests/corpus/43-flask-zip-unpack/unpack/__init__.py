from flask import Flask

from unpack.views import bp

app = Flask(__name__)
app.register_blueprint(bp)
