import os

from flask import Flask

from auth import bp

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
app.register_blueprint(bp)

if __name__ == "__main__":
    port = int(os.environ.get("PORT", 5000))
    print(f"listening on {port}")
    app.run(host="127.0.0.1", port=port, debug=False)
