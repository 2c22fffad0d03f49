import databases
from starlette.applications import Starlette

database = databases.Database("sqlite+aiosqlite:///example.db")
app = Starlette(on_startup=[database.connect], on_shutdown=[database.disconnect])
