import os
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
app=Flask(__name__)
uri=os.getenv('DATABASE_URL','sqlite:///x.db')
if uri.startswith('postgres://'):
    uri=uri.replace('postgres://','postgresql://',1)
app.config['SQLALCHEMY_DATABASE_URI']=uri  # <- AR303
db=SQLAlchemy(app)
