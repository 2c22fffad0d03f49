import asyncio
import os

import anyio
import httpx

BASE = os.environ["PRICES_URL"]


async def one(client, code):
    answer = await client.get(f"{BASE}/{code}")
    return answer.json()["price"]


async def many(codes):
    prices = {}
    async with httpx.AsyncClient() as client, asyncio.TaskGroup() as group:
        tasks = {code: group.create_task(one(client, code)) for code in codes}
    for code, task in tasks.items():
        prices[code] = task.result()
    return prices


async def fastest(codes):
    async with httpx.AsyncClient() as client:
        tasks = [asyncio.create_task(one(client, code)) for code in codes]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
    return [task.result() for task in done]


async def with_limit(code):
    async with httpx.AsyncClient() as client:
        task = asyncio.ensure_future(one(client, code))
        return await asyncio.wait_for(task, timeout=5)


async def nursery(codes):
    out = []

    async def run(client, code):
        out.append(await one(client, code))

    async with httpx.AsyncClient() as client, anyio.create_task_group() as group:
        for code in codes:
            group.start_soon(run, client, code)
    return out
