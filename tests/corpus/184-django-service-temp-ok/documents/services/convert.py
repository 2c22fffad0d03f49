import os
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path


class ConversionError(Exception):
    pass


@contextmanager
def spooled(upload):
    suffix = os.path.splitext(upload.name)[1]
    handle = tempfile.NamedTemporaryFile(suffix=suffix, delete=False)
    try:
        with handle:
            for chunk in upload.chunks():
                handle.write(chunk)
        yield Path(handle.name)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(handle.name)


def to_pdf(upload) -> bytes:
    """Convert an uploaded document."""
    with tempfile.TemporaryDirectory() as outdir, spooled(upload) as source:
        done = subprocess.run(["soffice", "--convert-to", "pdf", str(source), "--outdir", outdir])
        if done.returncode:
            raise ConversionError(done.returncode)
        return Path(outdir, source.stem + ".pdf").read_bytes()


def to_text(upload) -> str:
    with spooled(upload) as source:
        return subprocess.run(["pdftotext", str(source), "-"], capture_output=True, text=True, check=True).stdout
