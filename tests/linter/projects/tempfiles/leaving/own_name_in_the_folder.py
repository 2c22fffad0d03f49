import os, tempfile, uuid
def handler(data):
    path = os.path.join(tempfile.gettempdir(), uuid.uuid4().hex)
    with open(path, "wb") as f:  # <- AR301
        f.write(data)
    return process(path)
