import os, tempfile
async def handler(data):
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    try:
        out = await convert(path, data)
    except Exception:
        os.unlink(path)
        raise
    os.unlink(path)
    return out
