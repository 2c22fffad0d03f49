import logging

logging.basicConfig(filename="app.log", level=logging.INFO)  # <- AR304


class JsonFileHandler(logging.FileHandler):
    pass


handler = JsonFileHandler("json.log")  # <- AR304


def setup(path=None):
    if path:
        return logging.FileHandler(path)
    return logging.StreamHandler()
