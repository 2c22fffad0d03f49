from hub.db import db

if __name__ == "__main__":
    db.items.create_index("name", unique=True)
