import os

from flask import Flask, jsonify
from waitress import serve

from config import settings
from ledger.keys import decrypt

app = Flask(__name__)


@app.get("/entries/<blob>")
def entry(blob):
    return jsonify(text=decrypt(blob), size=settings.PAGE_SIZE)


def main():
    port = int(os.environ.get("LEDGER_HTTP_PORT", "8600"))
    serve(app, host=settings.HOST, port=port)


if __name__ == "__main__":
    main()
