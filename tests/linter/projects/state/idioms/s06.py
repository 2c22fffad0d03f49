import collections
from flask import Flask, abort, request
app = Flask(__name__)
seen = collections.defaultdict(int)  # <- AR201
@app.before_request
def limit():
    seen[request.remote_addr] += 1
    if seen[request.remote_addr] > 100:
        abort(429)
