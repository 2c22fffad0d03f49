import os, tempfile
def make():
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    return path
def handler(data):
    path = make()
    return convert(path, data)
