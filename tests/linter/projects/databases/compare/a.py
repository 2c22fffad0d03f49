import os
from sqlalchemy import create_engine
URL=os.environ['DATABASE_URL']
if URL.startswith('postgres://'):
    URL=URL.replace('postgres://','postgresql://',1)
if 'sqlite' in URL: x=1
engine=create_engine(URL)
