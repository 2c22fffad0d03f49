import os, tempfile
def handler(data):
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    result = convert(path, data)
    os.unlink(path)
    return result
