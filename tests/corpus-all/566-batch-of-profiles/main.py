import os

import boto3
import httpx
from fastapi import FastAPI

import identity

app = FastAPI()
COST_PROFILE = "cost-explorer"


def session(profile=None):
    return boto3.Session(profile_name=profile)


@app.get("/costs")
def costs():
    client = session(COST_PROFILE).client("ce")
    return client.get_cost_and_usage(TimePeriod={}, Granularity="DAILY", Metrics=["BlendedCost"])


@app.get("/buckets")
def buckets():
    return [b["Name"] for b in session().client("s3").list_buckets()["Buckets"]]


@app.get("/identity")
async def who():
    return await identity.role()
