from fastapi import FastAPI
from sqlmodel import Field, SQLModel

from app.core.db import async_session

app = FastAPI()


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str


@app.post("/heroes")
async def create_hero(hero: Hero):
    async with async_session() as session:
        session.add(hero)
        await session.commit()
    return hero
