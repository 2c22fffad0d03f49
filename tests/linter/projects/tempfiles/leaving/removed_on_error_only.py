import os, tempfile
def handler(data):
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    try:
        return convert(path, data)
    except Exception:
        os.unlink(path)
        raise
