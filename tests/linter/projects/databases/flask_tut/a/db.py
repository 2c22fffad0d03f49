import sqlite3, click
from flask import current_app, g
def get_db():
    if 'db' not in g:
        g.db=sqlite3.connect(  # <- AR303
            current_app.config['DATABASE'], detect_types=sqlite3.PARSE_DECLTYPES)
    return g.db
@click.command('init-db')
def init():
    sqlite3.connect('z.db')
