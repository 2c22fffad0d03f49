import aioboto3
from fastapi import FastAPI

app = FastAPI()
session = aioboto3.Session()


@app.post("/notes")
async def note(text: str):
    async with session.client("sns") as sns:
        await sns.publish(TopicArn="t", Message=text)  # <- AR504
    async with session.client("sqs", endpoint_url="http://localhost:9324") as local:
        await local.send_message(QueueUrl="q", MessageBody=text)


@app.get("/jobs/{key}")
async def job(key: str):
    async with session.resource("dynamodb") as db:
        table = await db.Table("jobs")
        return await table.get_item(Key={"id": key})  # <- AR504
