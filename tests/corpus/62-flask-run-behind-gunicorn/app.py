from flask import Flask, render_template_string

app = Flask(__name__)
TIMEOUT_MS = 8000
CORS_ORIGINS = ["http://localhost:3000"]


@app.route("/")
def hello():
    return render_template_string("hello")


if __name__ == "__main__":
    app.run()
