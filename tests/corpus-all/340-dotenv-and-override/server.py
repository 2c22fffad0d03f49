import os

from bottle import Bottle, response, run
from dotenv import load_dotenv

import db

load_dotenv()
os.environ["PORT"] = os.environ.get("BOTTLE_PORT", "8080")

app = Bottle()


@app.get("/people")
def people():
    response.content_type = "application/json"
    return {"people": db.people()}


if __name__ == "__main__":
    run(app, host="0.0.0.0", port=os.environ["PORT"], server="gunicorn", workers=2)
