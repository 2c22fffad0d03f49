from fastapi import Depends, FastAPI

from ledger.models import Booking, Line
from ledger.service import Builder, by_account, ranked

app = FastAPI()
booking = Booking()
rows = [{"account": "a", "amount": 1}]


def builder():
    made = Builder({"currency": "CHF"})
    made.history.append("start")
    return made


@app.post("/bookings")
def book(lines: list[dict], maker: Builder = Depends(builder)):
    booking = Booking()
    for line in lines:
        booking.add(Line(**line))
    result = maker.build(lines)
    result["meta"].update(booking.meta)
    return result


@app.get("/groups")
def groups(rows: int = 3):
    data = [{"account": f"a{n}", "amount": n} for n in range(rows)]
    grouped = by_account(data)
    grouped.pop("a0", None)
    return {"groups": grouped, "ranked": ranked()}
