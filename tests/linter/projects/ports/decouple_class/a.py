from environs import Env
import uvicorn
env=Env()
env.read_env()
uvicorn.run('a:app', host='0.0.0.0', port=env.int('PORT', 8000))
uvicorn.run('a:app', host='0.0.0.0', port=env.int('WEB_PORT', 8000))
from starlette.config import Config
c=Config('.env')
uvicorn.run('a:app', host='0.0.0.0', port=c('PORT', cast=int, default=8000))
import environ
e=environ.Env(PORT=(int,8000))
uvicorn.run('a:app', host='0.0.0.0', port=e('PORT'))
