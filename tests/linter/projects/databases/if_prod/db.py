import os
from sqlalchemy import create_engine
if os.environ.get('ENV')=='production':
    URL=os.environ['DATABASE_URL']
else:
    URL='sqlite:///x.db'
engine=create_engine(URL)
