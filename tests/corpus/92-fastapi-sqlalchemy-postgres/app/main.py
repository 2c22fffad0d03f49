from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app import models
from app.database import SessionLocal

app = FastAPI()


def get_session():
    session = SessionLocal()
    try:
        yield session
    finally:
        session.close()


@app.post("/users/{name}")
def add(name: str, session: Session = Depends(get_session)):
    session.add(models.User(name=name))
    session.commit()
    return {"ok": True}
