import asyncpg
from aiohttp import web

pool_key = web.AppKey("pool", asyncpg.Pool)
limits_key = web.AppKey("limits", dict)
