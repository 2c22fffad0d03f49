from contextlib import asynccontextmanager

from fastapi import FastAPI
from peewee import Model, SqliteDatabase, TextField
from sqlmodel import Field, SQLModel

from app.core.db import async_session, create_tables

tags_db = SqliteDatabase("tags.db")


class Tag(Model):
    name = TextField()

    class Meta:
        database = tags_db


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str


@asynccontextmanager
async def lifespan(app: FastAPI):
    await create_tables()
    yield


app = FastAPI(lifespan=lifespan)


@app.post("/heroes")
async def create_hero(hero: Hero):
    async with async_session() as session:
        session.add(hero)
        await session.commit()
    Tag.create(name=hero.name)
    return hero
