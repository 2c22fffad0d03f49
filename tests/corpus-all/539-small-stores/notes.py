from tinydb import Query, TinyDB

db = TinyDB("notes.json", indent=2)


def add(text):
    return db.insert({"text": text})
