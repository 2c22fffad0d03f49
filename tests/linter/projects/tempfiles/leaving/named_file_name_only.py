import tempfile
def handler(data):
    path = tempfile.NamedTemporaryFile(suffix=".pdf", delete=False).name  # <- AR301
    render(data, path)
