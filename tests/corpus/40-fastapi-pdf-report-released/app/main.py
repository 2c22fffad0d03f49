from fastapi import FastAPI

from app.reports import router

app = FastAPI()
app.include_router(router)
