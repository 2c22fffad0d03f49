import threading
import time

import boto3
import requests
from flask import Flask, request

app = Flask(__name__)


class Token:
    def __init__(self):
        self.value = None
        self.until = 0
        self.lock = threading.Lock()
        self.local = threading.local()

    def get(self):
        self.local.depth = 1
        with self.lock:
            if self.until < time.time():
                self.value = requests.post("https://auth").text
                self.until = time.time() + 60
        return self.value


class Names:
    def __init__(self):
        self._known = {}

    def of(self, key):
        if key not in self._known:
            self._known[key] = requests.get(f"https://names/{key}").text
        return self._known[key]


class Files:
    _client = None

    @property
    def client(self):
        if self._client is None:
            self._client = boto3.client("s3")
        return self._client

    def list(self):
        return self.client.list_buckets()


token = Token()  # <- AR203 info
names = Names()  # <- AR203 info
files = Files()


@app.get("/")
def index():
    return token.get() + names.of(request.args["key"]) + str(files.list())
