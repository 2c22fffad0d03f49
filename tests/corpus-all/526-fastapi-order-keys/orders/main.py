import json

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

from . import settings
from .clients import dynamo, mailer, sqs

app = FastAPI()


class Order(BaseModel):
    id: str
    email: str
    items: list[str]


@app.post("/orders", status_code=201)
def create(order: Order):
    table = dynamo().Table(settings.TABLE)
    table.put_item(Item=order.model_dump())
    sqs.send_message(QueueUrl=settings.QUEUE_URL, MessageBody=json.dumps(order.model_dump()))
    mailer().send_email(
        Source="shop@example.com",
        Destination={"ToAddresses": [order.email]},
        Message={"Subject": {"Data": "Thanks"}, "Body": {"Text": {"Data": order.id}}},
    )
    return order


@app.get("/orders/{id}")
def read(id: str):
    found = dynamo().Table(settings.TABLE).get_item(Key={"id": id})
    if "Item" not in found:
        raise HTTPException(404)
    return found["Item"]


@app.put("/orders/{id}")
def replace(id: str, order: Order):
    dynamo().Table(settings.TABLE).put_item(Item=order.model_dump())
    return order
