"""How Python code reads the environment."""

from __future__ import annotations

from runready_linter.knowledge import EnvReader

ENV_MAPPINGS = frozenset({"os.environ", "os.environb", "starlette.config.environ"})

_DEFAULT_BY_NAME = (-1, "default")

#: django-environ 0.14, environ/environ.py: DEFAULT_DATABASE_ENV and its like.
_ENVIRON_VARIABLES = {
    "db": "DATABASE_URL", "db_url": "DATABASE_URL", "cache": "CACHE_URL", "cache_url": "CACHE_URL",
    "email": "EMAIL_URL", "email_url": "EMAIL_URL", "search_url": "SEARCH_URL", "channels": "CHANNELS_URL",
    "channels_url": "CHANNELS_URL",
}  # fmt: skip

ENV_READERS: dict[str, EnvReader] = {
    "os.getenv": EnvReader(fails=False),
    "os.environ.get": EnvReader(fails=False),
    "os.environ.setdefault": EnvReader(fails=False),
    "os.environ.pop": EnvReader(),
    "os.environ.__getitem__": EnvReader(),
    "starlette.config.environ.get": EnvReader(fails=False),
    # python-decouple 3.8, decouple.py: get(option, default, cast).
    "decouple.config": EnvReader((0, "option"), (1, "default"), (2, "cast")),
    "decouple.Config.__call__": EnvReader((0, "option"), (1, "default"), (2, "cast")),
    "decouple.Config.get": EnvReader((0, "option"), (1, "default"), (2, "cast")),
    "decouple.AutoConfig.__call__": EnvReader((0, "option"), (1, "default"), (2, "cast")),
    # starlette/config.py: __call__(key, cast=None, default=undefined).
    "starlette.config.Config.__call__": EnvReader((0, "key"), (2, "default"), (1, "cast")),
    "starlette.config.Config.get": EnvReader((0, "key"), (2, "default"), (1, "cast")),
    # dj-database-url: config(env="DATABASE_URL", default=None, ...).
    "dj_database_url.config": EnvReader((0, "env"), (1, "default"), variable="DATABASE_URL", fails=False),
    # environs 15, environs/__init__.py: every parser is method(name, default=..., ...).
    "environs.Env.__call__": EnvReader((0, "name"), prefixes="prefixed"),
    "environs.env.__call__": EnvReader((0, "name"), prefixes="prefixed"),
    **{
        f"environs.{env}.{kind}": EnvReader(
            (0, "name"), number=kind in {"int", "float", "decimal"}, prefixes="prefixed"
        )
        for env in ("Env", "env")
        for kind in ("int", "float", "decimal", "str", "url", "path", "dj_db_url", "bool")
    },
    # django-environ 0.14, environ/environ.py: (var, default) except __call__(var, cast=None, default=NOTSET).
    # The cast and the default may stand in the constructor: Env(PORT=(int, 8080)).
    **{
        f"environ.{env}.__call__": EnvReader((0, "var"), (2, "default"), (1, "cast"), number=True, scheme=True)
        for env in ("Env", "FileAwareEnv")
    },
    **{
        f"environ.{env}.{kind}": EnvReader(
            (0, "var"),
            number=kind in {"int", "float"},
            variable=_ENVIRON_VARIABLES.get(kind, ""),
            scheme=True,
        )
        for env in ("Env", "FileAwareEnv")
        for kind in ("int", "float", "str", "url", "path", "bool", "unicode", *_ENVIRON_VARIABLES)
    },
    "prettyconf.config": EnvReader((0, "item"), _DEFAULT_BY_NAME, (-1, "cast")),
    "everett.manager.ConfigManager.__call__": EnvReader((0, "key"), _DEFAULT_BY_NAME, (-1, "parser")),
}

#: Classes whose fields are read from variables of the same name.
SETTINGS_BASES = frozenset(
    {
        "pydantic_settings.BaseSettings",
        "pydantic_settings.main.BaseSettings",
        "pydantic.BaseSettings",
        "pydantic.v1.BaseSettings",
        "pydantic.env_settings.BaseSettings",
        "sqlmodel.BaseSettings",
        "ninja.conf.Settings",
    }
)
