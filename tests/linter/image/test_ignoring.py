"""Ignore files of a build context, whose patterns are not git's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runready_linter.containerfile.ignoring import IgnoreFile


@pytest.mark.parametrize(
    ("patterns", "path"),
    [
        (".env", ".env"),
        ("/.env", ".env"),
        ("./.env", ".env"),
        ("**/.env", ".env"),
        ("**/.env", "config/prod/.env"),
        ("certs", "certs/server.key"),
        ("certs/", "certs/server.key"),
        ("certs/**", "certs/a/server.key"),
        ("certs/*", "certs/a/server.key"),
        ("**/*.pem", "certs/server.pem"),
        ("?env", ".env"),
        ("[.]env", ".env"),
        ("*", "app/main.py"),
        (".env*\n!.env.example", ".env.production"),
        ("!.env\n.env", ".env"),
        ("*\n!app\napp/.env", "app/.env"),
    ],
)
def test_what_is_left_out(patterns: str, path: str) -> None:
    assert IgnoreFile(patterns)(path)


@pytest.mark.parametrize(
    ("patterns", "path"),
    [
        (".env", "config/.env"),
        ("*.pem", "certs/server.pem"),
        ("# .env", ".env"),
        ("env", ".env"),
        ("[^.]env", ".env"),
        (".env*\n!.env.example", ".env.example"),
        ("*\n!app", "app/.env"),
        ("certs\n!certs/ca.pem", "certs/ca.pem"),
        ("", ".env"),
    ],
)
def test_what_is_not(patterns: str, path: str) -> None:
    assert not IgnoreFile(patterns)(path)


@given(st.text(max_size=40), st.text(min_size=1, max_size=20))
def test_any_text_is_read(patterns: str, path: str) -> None:
    assert IgnoreFile(patterns)(path) in (True, False)
