import contextlib
import logging
import os
import shutil
import tempfile
from pathlib import Path

log = logging.getLogger(__name__)


async def receive(file) -> str:
    """Keeps an upload in a file of its own; the caller has to discard it."""
    suffix = Path(file.filename or "").suffix
    fd, path = tempfile.mkstemp(prefix="upload-", suffix=suffix)
    try:
        with os.fdopen(fd, "wb") as out:
            while chunk := await file.read(1024 * 1024):
                out.write(chunk)
    except BaseException:
        discard(path)
        raise
    return path


def workspace() -> str:
    return tempfile.mkdtemp(prefix="work-")


@contextlib.contextmanager
def output(suffix):
    handle = tempfile.NamedTemporaryFile(suffix=suffix, delete=False)
    try:
        yield handle
    finally:
        handle.close()
        discard(handle.name)


def discard(path: str) -> None:
    try:
        if os.path.isdir(path):
            shutil.rmtree(path)
        else:
            os.unlink(path)
    except OSError as error:
        log.warning("cannot remove %s: %s", path, error)
