import uvicorn
from s import settings
uvicorn.run('a:app', host=settings.server.host, port=settings.server.port)
