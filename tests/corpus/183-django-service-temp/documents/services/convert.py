import os
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path


class ConversionError(Exception):
    pass


def to_pdf(upload) -> bytes:
    """Convert an uploaded document."""
    source = _spool(upload)
    target = source + ".pdf"
    try:
        done = subprocess.run(["soffice", "--convert-to", "pdf", source, "--outdir", os.path.dirname(target)])
        if done.returncode:
            raise ConversionError(done.returncode)
        return Path(target).read_bytes()
    finally:
        for path in (source, target):
            with suppress(FileNotFoundError):
                os.unlink(path)


def to_text(upload) -> str:
    source = _spool(upload)
    done = subprocess.run(["pdftotext", source, "-"], capture_output=True, text=True, check=True)
    os.unlink(source)
    return done.stdout


def _spool(upload) -> str:
    suffix = os.path.splitext(upload.name)[1]
    handle = tempfile.NamedTemporaryFile(suffix=suffix, delete=False)
    try:
        for chunk in upload.chunks():
            handle.write(chunk)
    except BaseException:
        handle.close()
        os.unlink(handle.name)
        raise
    handle.close()
    return handle.name
