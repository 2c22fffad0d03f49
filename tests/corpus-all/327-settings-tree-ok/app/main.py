from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from sqlmodel import Session, create_engine, text

from app.core.config import settings

engine = create_engine(str(settings.database_uri))
app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=[settings.FRONTEND_HOST])


@app.get("/version")
def version():
    with Session(engine) as session:
        return {"postgres": session.exec(text("select version()")).first()[0]}
