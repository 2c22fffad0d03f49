import asyncio
import contextlib
import os

import aioboto3
from aiobotocore.session import get_session
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

session = aioboto3.Session()
TABLE = os.environ["TABLE"]


@contextlib.asynccontextmanager
async def table():
    async with session.resource("dynamodb") as dynamodb:
        yield await dynamodb.Table(TABLE)


async def add(request):
    order = await request.json()
    async with table() as orders:
        await orders.put_item(Item=order)
    async with session.client("sqs") as sqs, session.client("sns") as sns:
        await asyncio.gather(
            sqs.send_message(QueueUrl=os.environ["QUEUE"], MessageBody=order["id"]),
            sns.publish(TopicArn=os.environ["TOPIC"], Message=order["id"]),
        )
    return JSONResponse(order, status_code=201)


async def one(request):
    async with session.resource("dynamodb") as dynamodb:
        orders = await dynamodb.Table(TABLE)
        found = await orders.get_item(Key={"id": request.path_params["id"]})
    return JSONResponse(found.get("Item"))


async def invoice(request):
    async with get_session().create_client("s3", region_name="eu-west-1") as s3:
        paginator = s3.get_paginator("list_objects_v2")
        keys = []
        async for page in paginator.paginate(Bucket=os.environ["INVOICES"]):
            keys += [item["Key"] for item in page.get("Contents", [])]
        async with (await s3.get_object(Bucket=os.environ["INVOICES"], Key=keys[-1]))["Body"] as body:
            return JSONResponse({"bytes": len(await body.read())})


app = Starlette(
    routes=[
        Route("/orders", add, methods=["POST"]),
        Route("/orders/{id}", one),
        Route("/orders/{id}/invoice", invoice),
    ]
)
