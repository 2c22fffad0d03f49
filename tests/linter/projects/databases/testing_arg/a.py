import os
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
db=SQLAlchemy()
def create_app(testing=False):
    app=Flask(__name__)
    if testing:
        app.config['SQLALCHEMY_DATABASE_URI']='sqlite://'
    else:
        app.config['SQLALCHEMY_DATABASE_URI']=os.environ['DATABASE_URL']
    app.config.update(SQLALCHEMY_BINDS={'a':'sqlite:///a.db'})  # <- AR303
    app.config.from_mapping(
        SQLALCHEMY_DATABASE_URI='sqlite:///m.db',  # <- AR303
    )
