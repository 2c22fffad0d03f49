import os

import boto3
from celery import Celery

app = Celery("orders", broker=os.environ["CELERY_BROKER_URL"])
s3 = boto3.client("s3")


@app.task
def export(order_id):
    s3.upload_file(f"/data/{order_id}.csv", os.environ["BUCKET"], f"{order_id}.csv")
