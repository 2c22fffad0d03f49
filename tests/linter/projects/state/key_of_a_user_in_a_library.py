import openai
from flask import Flask, request

app = Flask(__name__)


@app.post("/ask")
def ask():
    openai.api_key = request.json["key"]  # <- AR202
    return "ok"
