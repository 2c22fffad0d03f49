import httpx
from fastapi import APIRouter, HTTPException

from api.aws import table

router = APIRouter()
SEARCH = "http://127.0.0.1:7700"


@router.get("/users/{user_id}")
def user(user_id: str):
    item = table().get_item(Key={"id": user_id}).get("Item")
    if not item:
        raise HTTPException(404)
    return item


@router.get("/search")
async def search(q: str):
    async with httpx.AsyncClient(base_url=SEARCH) as client:
        answer = await client.post("/indexes/users/search", json={"q": q})
    return answer.json()
