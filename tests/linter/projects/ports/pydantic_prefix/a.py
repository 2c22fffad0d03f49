import uvicorn
from s import get_settings
s=get_settings()
uvicorn.run('a:app', host=s.host, port=s.port)
