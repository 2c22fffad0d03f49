import json

from fastapi import FastAPI
from pydantic import BaseModel

from .clients import dynamo, session
from .settings import settings

app = FastAPI()


class Order(BaseModel):
    id: str
    items: list[str]


@app.post("/orders", status_code=201)
def create(order: Order):
    dynamo().Table(settings().table).put_item(Item=order.model_dump())
    session().client("sqs").send_message(QueueUrl=settings().queue_url, MessageBody=json.dumps(order.items))
    return order
