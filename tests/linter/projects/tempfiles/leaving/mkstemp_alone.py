import os, tempfile
def handler(data):
    fd, path = tempfile.mkstemp()  # <- AR301
    os.write(fd, data)
    os.close(fd)
    return os.path.getsize(path)
