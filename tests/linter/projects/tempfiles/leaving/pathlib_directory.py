import tempfile
from pathlib import Path
def handler(data):
    d = Path(tempfile.mkdtemp())  # <- AR301
    (d / "in.bin").write_bytes(data)
    return process(d)
