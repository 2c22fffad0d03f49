import os, tempfile
def handler(data):
    fd, path = tempfile.mkstemp()  # <- AR301
    try:
        os.close(fd)
        convert(path, data)
        os.unlink(path)
    except OSError:
        return None
