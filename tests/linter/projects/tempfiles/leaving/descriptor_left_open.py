import os, tempfile
def handler(data):
    fd, path = tempfile.mkstemp()  # <- AR301
    try:
        convert(path, data)
    finally:
        os.unlink(path)
