import os

import httpx
import requests
from fastapi import FastAPI

app = FastAPI()
USERS = os.getenv("USERS_URL", "http://localhost:8001")  # <- AR402
SEEN = {"http://localhost": 1}


@app.get("/users")
async def users():
    async with httpx.AsyncClient() as client:
        return (await client.get(f"{USERS}/users")).json()


@app.get("/prices")
def prices():
    SEEN.get("http://localhost")
    session = requests.Session()
    return session.post("http://127.0.0.1:9000/prices").json()  # <- AR402


@app.get("/remote")
def remote():
    return requests.get("https://api.example.com/localhost").json()


def main():
    print(requests.get("http://localhost:9999/").text)


if __name__ == "__main__":
    main()
