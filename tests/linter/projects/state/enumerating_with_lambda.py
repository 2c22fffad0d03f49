from flask import Flask

app = Flask(__name__)
seen = []  # <- AR201
app.add_url_rule("/x", view_func=lambda: str(seen.append(1)))
