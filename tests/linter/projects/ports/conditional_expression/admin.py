import os

from flask import Flask

admin = Flask(__name__)
port = int(os.environ["PORT"]) if os.environ.get("DEBUG") else 5000

if __name__ == "__main__":
    admin.run("0.0.0.0", port)  # <- AR101
