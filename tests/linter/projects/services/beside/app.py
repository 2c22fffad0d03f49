import redis
from flask import Flask

app = Flask(__name__)
client = redis.Redis(host="localhost")
