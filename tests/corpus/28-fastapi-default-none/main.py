import heapq

from fastapi import FastAPI
from pydantic import BaseModel

from helpers import remember

app = FastAPI()


class Score(BaseModel):
    player: str
    points: list[int] = []


@app.post("/scores")
def score(scores: list[Score]):
    leaderboard: list[tuple[int, str]] = []
    for s in scores:
        s.points.append(0)
        heapq.heappush(leaderboard, (max(s.points), s.player))
    return {"seen": remember([s.player for s in scores]), "best": heapq.nlargest(3, leaderboard)}
