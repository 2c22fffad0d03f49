import tempfile
def handler(data):
    with tempfile.TemporaryDirectory(delete=False) as d:  # <- AR301
        render(data, d)
