import os

from pony.orm import Database

db = Database()
db.bind(provider="postgres", host=os.environ["DB_HOST"], database="shop")
