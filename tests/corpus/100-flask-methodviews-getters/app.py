from flask import Flask

import views

app = Flask(__name__)
app.add_url_rule("/notes", view_func=views.Notes.as_view("notes"))
app.add_url_rule("/shout", view_func=views.shout, methods=["POST"])
