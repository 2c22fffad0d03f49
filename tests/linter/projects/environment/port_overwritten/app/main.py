import os

from fastapi import FastAPI

NUMBER = "9000"
os.environ.update({"PORT": NUMBER})  # <- AR401
os.putenv("PORT", "9001")  # <- AR401
app = FastAPI()
