import atexit, os, tempfile
def handler(data):
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    atexit.register(os.unlink, path)
    return convert(path, data)
