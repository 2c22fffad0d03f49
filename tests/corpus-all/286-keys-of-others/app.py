import os

import boto3
import stripe
from flask import Flask, jsonify, request

from docs_text import EXAMPLES

stripe.api_key = os.environ["STRIPE_KEY"]
app = Flask(__name__)
s3 = boto3.client("s3", aws_access_key_id=os.environ.get("S3_KEY"), aws_secret_access_key=os.environ.get("S3_SECRET"))


@app.post("/checkout")
def checkout():
    intent = stripe.PaymentIntent.create(amount=int(request.form["amount"]), currency="eur")
    s3.put_object(Bucket=os.environ["BUCKET"], Key=intent.id, Body=b"{}")
    return jsonify(secret=intent.client_secret)


@app.get("/help")
def help_page():
    return jsonify(EXAMPLES)
