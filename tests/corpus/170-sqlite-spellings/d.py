from playhouse.db_url import connect

db = connect("sqlite:///app.db")
