from starlette.applications import Starlette
from starlette.routing import Mount, Route

from chat import rooms

app = Starlette(routes=[Mount("/rooms", routes=rooms.routes)])
