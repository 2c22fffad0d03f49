import atexit
import json
import os
import shutil
import sys
import tempfile
import logging

from flask import Flask, request, jsonify, Response
import helpers

logging.basicConfig(level="INFO", stream=sys.stderr)

app = Flask(__name__)

# one scratch folder per process, made when it starts
SCRATCH = tempfile.mkdtemp(prefix="app-")
atexit.register(shutil.rmtree, SCRATCH, True)

with open(os.path.join(os.path.dirname(__file__), "rates.json")) as fh:
    RATES = json.load(fh)


@app.route("/convert", methods=["POST"])
def convert():
    amount = float(request.form["amount"])
    return jsonify(result=amount * RATES[request.form["to"]])


@app.route("/zip", methods=["POST"])
def zip_():
    data = helpers.zip_up([(f.filename, f.read()) for f in request.files.values()])
    return Response(data, mimetype="application/zip")


@app.route("/typeset", methods=["POST"])
def typeset():
    d = tempfile.mkdtemp(dir=SCRATCH)
    try:
        ok, out = helpers.latex(d, request.form["tex"])
        if not ok:
            return out, 422
        return Response(out, mimetype="application/pdf")
    finally:
        helpers.scrub(d)


def main():
    # only for trying things out
    tmp = tempfile.NamedTemporaryFile(delete=False)
    print("wrote", tmp.name)


if __name__ == "__main__":
    main()
