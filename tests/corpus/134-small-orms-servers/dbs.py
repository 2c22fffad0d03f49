import os

import databases
from starlette.applications import Starlette

database = databases.Database("postgresql+asyncpg://" + os.environ["DB_HOST"] + "/shop")
app = Starlette(on_startup=[database.connect], on_shutdown=[database.disconnect])
