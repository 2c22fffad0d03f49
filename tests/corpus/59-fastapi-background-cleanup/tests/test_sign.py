import os
import tempfile

import pytest
from fastapi.testclient import TestClient

from main import app

CALLS = []


@pytest.fixture
def document():
    fd, path = tempfile.mkstemp()
    os.write(fd, b"x")
    os.close(fd)
    CALLS.append(path)
    return path


def test_sign(document):
    global app
    with open(document, "rb") as f:
        assert TestClient(app).post("/sign", files={"document": f}).status_code == 200
