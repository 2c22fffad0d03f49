"""What is a secret, each beside a twin that only looks like one."""

from __future__ import annotations

import pytest

from runready_rules.secrets.files import holds_secret, kind_of, names_kept_out
from runready_rules.secrets.values import is_secret, stands_in

# Joined here, so that no scanner takes this file for one that holds keys.
_GITHUB = "gh" + "p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
_STRIPE = "sk_" + "live_51HxxYYzzAABBccDD"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "8f2a9c0b1d"),
        ("SECRET_KEY", "django-insecure-3k$h8v!p2x9z&q7w5e1r4t6y0u-i_o=a+s@d#f%g^h"),
        ("FLASK_SECRET_KEY", "super-secret-key"),
        ("SECRET_KEY_BASE", "aab93f0e11"),
        ("SESSION_SECRET", "keyboard cat"),
        ("DB_PASSWORD", "hunter2!"),
        ("DB_PASSWORD", "123456"),
        ("dbPassword", "hunter22"),
        ("PGPASSWORD", "s3cr3t"),
        ("MAIL_PASS", "q8w7e6r5"),
        ("API_TOKEN_PROD", "t0k-99181"),
        ("JWT_SIGNING_KEY", "c2lnbmluZy1rZXk9PQ"),
        ("RAILS_MASTER_KEY", "0f9d7e2c1ba8"),
        ("WHATEVER", _GITHUB),
        ("STRIPE_KEY", _STRIPE),
        ("DATABASE_URL", "postgres://shop:Tr0ub4dor@db.internal/shop"),
        ("REDIS_URL", "redis://:p4ssw0rd@cache.internal:6379/0"),
        ("PIP_INDEX_URL", "https://user:tok3nvalue@pypi.corp/simple"),
        ("CONNECTION", "Server=db;User Id=sa;Password=Str0ng!Pass;"),
    ],
)
def test_a_secret(name: str, value: str) -> None:
    assert is_secret(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "changeme"),
        ("SECRET_KEY", "dummy"),
        ("SECRET_KEY", "build-time-only"),
        ("SECRET_KEY", "insecure-build-key"),
        ("SECRET_KEY", "not-a-secret"),
        ("SECRET_KEY", "<your key here>"),
        ("SECRET_KEY", "${SECRET_KEY}"),
        ("SECRET_KEY", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:shop"),
        ("SECRET_KEY_FILE", "/run/secrets/key"),
        ("SECRET_NAME", "prod/shop/db"),
        ("DB_PASSWORD", "/run/secrets/db"),
        ("DB_PASSWORD", "postgres"),
        ("PASSWORD_MIN_LENGTH", "12"),
        ("PASSWORD_RESET_TIMEOUT", "86400"),
        ("TOKEN_TTL", "3600"),
        ("ACCESS_TOKEN_EXPIRE_MINUTES", "30"),
        ("MAX_TOKENS", "4096"),
        ("API_TOKEN_HEADER", "X-Token"),
        ("TOKENIZERS_PARALLELISM", "false"),
        ("MYSQL_ALLOW_EMPTY_PASSWORD", "yes"),
        ("NEXT_PUBLIC_API_KEY", "abcdef12345"),
        ("GPG_KEY", "A035C8C19219BA821ECEA86B64E628F8D684696D"),
        ("PRIMARY_KEY", "order_id"),
        ("PWD", "/srv/app"),
        ("COMPASS", "north-east"),
        ("AUTH_URL", "https://auth.shop.example/token"),
        ("SENTRY_DSN", "https://abc123@o1.ingest.sentry.io/1"),
        ("DATABASE_URL", "postgres://db/shop"),
        ("DATABASE_URL", "postgres://postgres:postgres@db/shop"),
        ("DATABASE_URL", "postgresql://user:password@host:5432/db"),
        ("DATABASE_URL", "postgres://shop:devpw99@localhost/shop"),
        ("DATABASE_URL", "postgres://shop:${DB_PASSWORD}@db/shop"),
    ],
)
def test_none(name: str, value: str) -> None:
    assert not is_secret(name, value)


def test_what_a_machine_made_is_no_stand_in_whatever_words_are_in_it() -> None:
    assert stands_in("test-key")
    assert not stands_in("9c1e-test-0b77f2a4d5e6881c3a9f77b0c2d4e5f6a7b8")


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (".env", "DEBUG=0\nexport SECRET_KEY='9f3c1e77ab'\n"),
        ("deploy/prod.env", "DATABASE_URL=postgres://shop:Tr0ub4dor@db/shop\n"),
        (".env.production", "AWS_SECRET_ACCESS_KEY=hT9vQ2mLx7RkW4pZs8NdY1cJf6UbG3aEoK5iHtBq\n"),
        (
            ".aws/credentials",
            "[default]\naws_secret_access_key = hT9vQ2mLx7RkW4pZs8NdY1cJf6UbG3aEoK5iHtBq\n",
        ),
        ("certs/server.key", "-----BEGIN " + "PRIVATE KEY-----\nMIIE\n"),
        (".npmrc", "//registry.npmjs.org/:_authToken=npm_0123456789abcdef\n"),
        (".netrc", "machine pip.corp login shop password w7rL0xqq\n"),
        (".pypirc", "[pypi]\nusername = __token__\npassword = w7rL0x-qq41\n"),
        (".docker/config.json", '{"auths": {"r.corp": {"auth": "c2hvcDp3N3JMMHhxcQ=="}}}'),
        ("service-account.json", '{"private_key": "-----BEGIN ' + 'PRIVATE KEY-----\\nMII"}'),
        (".streamlit/secrets.toml", 'db_password = "w7rL0xqq41"\n'),
    ],
)
def test_a_file_that_holds_a_secret(path: str, content: str) -> None:
    kind = kind_of(path)
    assert kind
    assert holds_secret(kind, content.encode())


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (".env", "# SECRET_KEY=9f3c1e77ab\nFLASK_APP=app\nSECRET_KEY=\nDB_PASSWORD=changeme  # set it\n"),
        (".env.example", "SECRET_KEY=9f3c1e77ab\n"),
        ("tests/certs/server.key", "-----BEGIN " + "PRIVATE KEY-----\nMIIE\n"),
        ("ca.pem", "-----BEGIN CERTIFICATE-----\nMIID\n"),
        (".npmrc", "save-exact=true\n//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n"),
        (".aws/config", "[default]\nregion = eu-west-1\n"),
        ("environment.py", "SECRET_KEY = '9f3c1e77ab'\n"),
        ("credentials.json", '{"type": "none"}'),
        ("i18n/secrets.yaml", "title: Our secrets\n"),
        ("id_rsa.pub", "ssh-rsa AAAA\n"),
    ],
)
def test_a_file_that_holds_none(path: str, content: str) -> None:
    kind = kind_of(path)
    assert not kind or not holds_secret(kind, content.encode())


@pytest.mark.parametrize("path", [".env", "config/.env.production", ".aws", ".aws/credentials", "id_rsa", ".netrc"])
def test_what_is_kept_out_of_repositories_is_believed_by_its_name(path: str) -> None:
    assert names_kept_out(path)


@pytest.mark.parametrize("path", [".env.example", "credentials", ".npmrc", "server.pem", "env", "aws"])
def test_other_names_are_not(path: str) -> None:
    assert not names_kept_out(path)
