from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from app import analytics, models
from app.database import Base, SessionLocal, engine

Base.metadata.create_all(bind=engine)
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
    analytics.record(name)
    return {"ok": True}
