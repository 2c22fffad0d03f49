from tortoise import Tortoise
from tortoise.contrib.fastapi import register_tortoise
T={
 'connections': {
   'default': 'sqlite://db.sqlite3'  # <- AR303
 }, 'apps': {} }
async def i():
    await Tortoise.init(config=T)
register_tortoise(app, db_url='sqlite://x.db', modules={})  # <- AR303
