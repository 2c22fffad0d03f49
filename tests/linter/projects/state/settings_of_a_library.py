import openai
import stripe
from flask import Flask, request

KEY = "x"
app = Flask(__name__)


@app.post("/pay")
def pay():
    stripe.api_key = KEY
    return "ok"
