"""Random sources, and what takes a signing or session key.

Sources: the Python library reference (os, secrets, uuid, random), cryptography's Fernet, Django's
`get_random_secret_key`; Flask's `SECRET_KEY`, Starlette's `SessionMiddleware`, Tornado's `cookie_secret`, itsdangerous,
PyJWT, python-jose, aiohttp-session, Flask-JWT-Extended, Flask-Security.
"""

from __future__ import annotations

from runready_linter.service_knowledge import RandomKeys

_SERIALIZERS = (
    "Signer", "TimestampSigner", "Serializer", "TimedSerializer", "URLSafeSerializer", "URLSafeTimedSerializer",
    "JSONWebSignatureSerializer", "TimedJSONWebSignatureSerializer",
)  # fmt: skip

RANDOM_KEYS = RandomKeys(
    sources=frozenset(
        {
            "os.urandom", "os.getrandom", "secrets.token_bytes", "secrets.token_hex", "secrets.token_urlsafe", "secrets.choice",
            "secrets.randbits", "secrets.randbelow", "uuid.uuid4", "uuid.uuid1", "random.random", "random.randint",
            "random.choice", "random.choices", "random.sample", "random.getrandbits", "random.randbytes", "random.randrange",
            "random.SystemRandom.choice", "random.SystemRandom.choices", "random.SystemRandom.getrandbits",
            "secrets.SystemRandom.choice", "cryptography.fernet.Fernet.generate_key",
            "django.core.management.utils.get_random_secret_key", "django.utils.crypto.get_random_string",
            "Crypto.Random.get_random_bytes", "Cryptodome.Random.get_random_bytes", "nacl.utils.random",
            "werkzeug.security.gen_salt",
            "cryptography.hazmat.primitives.asymmetric.rsa.generate_private_key",
            "cryptography.hazmat.primitives.asymmetric.ec.generate_private_key",
            "cryptography.hazmat.primitives.asymmetric.ed25519.Ed25519PrivateKey.generate",
            "cryptography.hazmat.primitives.ciphers.aead.AESGCM.generate_key", "jwcrypto.jwk.JWK.generate",
            "pyotp.random_base32", "pyotp.random_hex",
        }
    ),
    wrappers=frozenset(
        {
            "join", "str", "bytes", "repr", "hex", "int", "b64encode", "b32encode", "b16encode", "b85encode", "standard_b64encode",
            "urlsafe_b64encode", "hexlify", "b64decode", "b32decode", "b16decode", "standard_b64decode", "urlsafe_b64decode", "unhexlify", "sha1", "sha224", "sha256", "sha384", "sha512", "md5", "blake2b", "new", "SecretStr",
            "Secret", "Field", "field", "cast", "format", "attrib", "ib", "OctKey", "import_key",
        }
    ),
    names=(
        r"(?i)^_*(\w+_)?(secret_?keys?|secrets?|(signing|session|sessions|cookie|cookies|csrf|xsrf|jwt|token|hmac|fernet|encryption|crypto|"
        r"serializer|signature|auth|flask|app|application|django)_?(secret|secret_key|signing_key|key|private_key)|password_salt|"
        r"fernet|secret_token|jwt_signing_key)$"
    ),
    sinks={
        **{f"itsdangerous.{name}": (0, "secret_key") for name in _SERIALIZERS},
        **{f"itsdangerous.url_safe.{name}": (0, "secret_key") for name in _SERIALIZERS},
        "cryptography.fernet.Fernet": (0, "key"),
        "jwt.encode": (1, "key"),
        "jwt.decode": (1, "key"),
        "jose.jwt.encode": (1, "key"),
        "jose.jwt.decode": (1, "key"),
        "hmac.new": (0, "key"),
        "hmac.digest": (0, "key"),
        "aiohttp_session.cookie_storage.EncryptedCookieStorage": (0, "secret_key"),
        "aiohttp_session.nacl_storage.NaClCookieStorage": (0, "secret_key"),
        "starlette.middleware.sessions.SessionMiddleware": (1, "secret_key"),
        "fastapi_login.LoginManager": (0, "secret"),
        "fastapi_users.authentication.JWTStrategy": (0, "secret"),
        "pyramid.session.SignedCookieSessionFactory": (0, "secret"),
        "pyramid.authentication.AuthTktAuthenticationPolicy": (0, "secret"),
        "litestar.middleware.session.client_side.CookieBackendConfig": (0, "secret"),
        "litestar.security.jwt.JWTAuth": (-1, "token_secret"),
        "litestar.config.csrf.CSRFConfig": (0, "secret"),
    },
    savers=frozenset(
        {
            "open", "write", "write_text", "write_bytes", "save", "dump", "set", "put", "add", "commit", "execute", "put_item",
            "put_parameter", "put_object", "create_secret", "insert", "insert_one", "setdefault", "create", "get_or_create",
            "set_password", "mkstemp", "put_secret_value", "get_secret_value", "get_parameter",
        }
    ),
)  # fmt: skip
