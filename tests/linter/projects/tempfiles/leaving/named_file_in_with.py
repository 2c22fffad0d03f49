import tempfile
def handler(data):
    with tempfile.NamedTemporaryFile(delete=False) as f:  # <- AR301
        f.write(data)
    return convert(f.name)
