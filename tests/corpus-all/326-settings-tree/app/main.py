from arq import create_pool
from arq.connections import RedisSettings
from fastapi import FastAPI, Request
from sqlmodel import Session, create_engine, text

from app.core.config import settings

engine = create_engine(settings.database_uri)
app = FastAPI()


@app.on_event("startup")
async def startup():
    app.state.queue = await create_pool(RedisSettings(host=settings.REDIS_HOST))


@app.post("/jobs/{name}")
async def enqueue(name: str, request: Request):
    job = await request.app.state.queue.enqueue_job(name)
    return {"id": job.job_id}


@app.get("/version")
def version():
    with Session(engine) as session:
        return {"postgres": session.exec(text("select version()")).first()[0]}
