from flask import Flask
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
app.config.from_object("config.ProductionConfig")
app.config["RATELIMIT_STORAGE_URI"] = "redis://localhost:6379/2"  # <- AR402
db = SQLAlchemy(app)
