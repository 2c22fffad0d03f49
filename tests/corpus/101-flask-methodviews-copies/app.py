import os

from flask import Flask

import views

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
app.add_url_rule("/preferences", view_func=views.Preferences.as_view("preferences"))
app.add_url_rule("/rooms", view_func=views.rooms)
