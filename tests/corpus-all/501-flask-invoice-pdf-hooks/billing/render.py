import io
import os
import tempfile
import uuid
from contextlib import contextmanager

from weasyprint import HTML


def to_pdf(html: str) -> io.BytesIO:
    buffer = io.BytesIO()
    HTML(string=html).write_pdf(buffer)
    buffer.seek(0)
    return buffer


@contextmanager
def pdf_file(html: str):
    target = os.path.join(tempfile.gettempdir(), f"invoice-{uuid.uuid4().hex}.pdf")
    try:
        HTML(string=html).write_pdf(target)
        yield target
    finally:
        if os.path.exists(target):
            os.remove(target)
