import csv
import json
from pathlib import Path

from litestar import Controller, Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import File

BOOKS = Path(__file__).resolve().parents[1] / "books"


class EntryController(Controller):
    path = "/entries"

    @post()
    async def add(self, data: dict) -> dict:
        book = BOOKS / f"{data['account']}.csv"
        with book.open("a", newline="") as out:
            csv.writer(out).writerow([data["date"], data["amount"]])
        return {"account": data["account"]}

    @get("/{account:str}")
    async def all(self, account: str) -> list:
        book = BOOKS / f"{account}.csv"
        if not book.exists():
            raise NotFoundException()
        with book.open(newline="") as source:
            return list(csv.reader(source))

    @get("/{account:str}/sum")
    async def total(self, account: str) -> float:
        book = BOOKS / f"{account}.csv"
        with book.open(newline="") as source:
            return sum(float(row[1]) for row in csv.reader(source))


class StatementController(Controller):
    path = "/statements"

    @post("/{account:str}")
    async def make(self, account: str, data: dict) -> None:
        statement = BOOKS.joinpath("statements", account).with_suffix(".json")
        statement.parent.mkdir(parents=True, exist_ok=True)
        statement.write_text(json.dumps(data))

    @get("/{account:str}")
    async def download(self, account: str) -> File:
        return File(path=BOOKS.joinpath("statements", account).with_suffix(".json"), filename="statement.json")
