import os, socket
import redis, aioredis, httpx, requests, pika, psycopg2, asyncpg, aiohttp, boto3
from fastapi import FastAPI, Depends
from motor.motor_asyncio import AsyncIOMotorClient
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import create_async_engine
from redis import Redis
from rq import Queue
from dotenv import load_dotenv
from environs import Env
from decouple import config
from slowapi import Limiter
env = Env()

app = FastAPI()
REDIS_HOST = os.environ.get("REDIS_HOST", "localhost")  # <- AR402
REDIS_PORT = int(os.environ.get("REDIS_PORT", 6379))
pool = redis.ConnectionPool(host=REDIS_HOST, port=REDIS_PORT)
q = Queue(connection=Redis())  # <- AR402
mongo = AsyncIOMotorClient(os.getenv("MONGO", "mongodb://localhost:27017"))  # <- AR402
DATABASE_URL = config("DATABASE_URL", default="postgresql+asyncpg://u:p@localhost/db")  # <- AR402
engine = create_async_engine(DATABASE_URL)
url = URL.create("postgresql", host=env.str("PGH", "127.0.0.1"))  # <- AR402
ALLOWED = ["localhost", "127.0.0.1"]
sqs = boto3.client("sqs", endpoint_url="http://localhost:4566")  # <- AR402
sqs2 = boto3.client("sqs", endpoint_url=os.getenv("SQS_URL"))
class Db:
    def __init__(self, host="localhost"):  # <- AR402
        self.conn = psycopg2.connect(host=host, user="x")
db = Db()

async def start():
    app.state.pool = await asyncpg.create_pool(user="x", host="localhost")  # <- AR402

@app.get("/a")
async def a():
    async with aiohttp.ClientSession() as s:
        async with s.get("http://localhost:5001/x") as r:  # <- AR402
            return await r.json()

@app.get("/b")
def b():
    r = requests.get("http://localhost:%d/x" % 9999)  # <- AR402
    h = {"Referer": "http://localhost:3000"}
    if request.host == "localhost":
        pass
    return requests.post("http://service.local/x", headers=h).json()

@app.get("/c")
def c():
    base = os.environ.get("MODEL_URL") or "http://127.0.0.1:11434/api"  # <- AR402
    return httpx.post(base + "/generate", json={}).json()

limiter = Limiter(key_func=None, storage_uri="redis://localhost:6379")  # <- AR402
debug = bool(os.getenv("DEBUG"))
cache = Redis.from_url("redis://localhost") if debug else Redis.from_url(os.environ["R"])
host = "localhost" if debug else os.environ["H"]
cache2 = Redis(host=host)
sock = socket.create_connection(("localhost", 5000))
