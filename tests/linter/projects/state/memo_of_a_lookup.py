import requests
from flask import Flask

app = Flask(__name__)
CACHE = {}  # <- AR201 info


@app.get("/price/<sku>")
def price(sku):
    if sku in CACHE:
        return CACHE[sku]
    CACHE[sku] = requests.get(f"https://prices/{sku}", timeout=3).json()
    return CACHE[sku]
