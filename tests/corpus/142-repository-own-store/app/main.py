from fastapi import FastAPI

from app.repository import ReportRepository

api = FastAPI()
COLUMNS = ("name", "total")


@api.get("/report/{user}")
def report(user: str):
    repository = ReportRepository()
    total = 0

    def add(n):
        nonlocal total
        total += n
        repository.save(n, total)

    for n in range(3):
        add(n)
    rows = [dict.fromkeys(COLUMNS)]
    rows[0]["total"] = total
    return {"user": user, "rows": rows}
