import sqlite3

import pytest


@pytest.fixture
def memory():
    return sqlite3.connect(":memory:")
