import os, tempfile
def handler(data):
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    if not data:
        return None
    os.unlink(path)
    return True
