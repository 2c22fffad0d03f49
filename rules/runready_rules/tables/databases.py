"""What opens a database, and what says that it lives on the instance itself."""

from __future__ import annotations

from runready_linter.knowledge import DatabaseCall, Databases

_URL = DatabaseCall("", url=(0, "url"))
_SQLITE_FILE = DatabaseCall("SQLite", file=(0, "database"))
_FILE = (0, "path")

CALLS: dict[str, DatabaseCall] = {
    **{
        f"sqlalchemy.{name}": _URL
        for name in (
            "create_engine",
            "engine.create_engine",
            "future.create_engine",
            "ext.asyncio.create_async_engine",
            "ext.asyncio.engine.create_async_engine",
        )
    },
    "sqlmodel.create_engine": _URL,
    "databases.Database": _URL,
    "databases.core.Database": _URL,
    "dataset.connect": _URL,
    "records.Database": DatabaseCall("", url=(0, "db_url")),
    "playhouse.db_url.connect": _URL,
    "ormar.DatabaseConnection": _URL,
    # Standard library.
    "sqlite3.connect": _SQLITE_FILE,
    "sqlite3.dbapi2.connect": _SQLITE_FILE,
    "shelve.open": DatabaseCall("shelve", file=(0, "filename"), read_only=(((1, "flag"), "r"),)),
    "shelve.DbfilenameShelf": DatabaseCall("shelve", file=(0, "filename"), read_only=(((1, "flag"), "r"),)),
    **{
        # CPython 3.11, dbm/__init__.py: open(file, flag='r', mode=0o666).
        f"{module}.open": DatabaseCall(
            "dbm", file=(0, "file"), read_only=(((1, "flag"), "r"),), reads_unless=(1, "flag")
        )
        for module in ("dbm", "dbm.gnu", "dbm.ndbm", "dbm.sqlite3")
    },
    "dbm.dumb.open": DatabaseCall("dbm", file=(0, "file"), read_only=(((1, "flag"), "r"),)),
    # SQLite under other names.
    **dict.fromkeys(
        (
            "aiosqlite.connect",
            "apsw.Connection",
            "asyncsqlite.connect",
            "pysqlite3.connect",
            "sqlcipher3.connect",
            "peewee.SqliteDatabase",
            "playhouse.sqlite_ext.SqliteExtDatabase",
            "playhouse.sqlite_ext.CSqliteExtDatabase",
            "playhouse.apsw_ext.APSWDatabase",
            "playhouse.sqliteq.SqliteQueueDatabase",
            "playhouse.pool.PooledSqliteDatabase",
            "playhouse.pool.PooledSqliteExtDatabase",
            "peewee_async.SqliteDatabase",
            "fastlite.database",
        ),
        _SQLITE_FILE,
    ),
    "sqlite_utils.Database": DatabaseCall("SQLite", file=(0, "filename_or_conn")),
    "sqlitedict.SqliteDict": DatabaseCall("SQLite", file=(0, "filename"), read_only=(((-1, "flag"), "r"),)),
    "piccolo.engine.sqlite.SQLiteEngine": DatabaseCall("SQLite", file=_FILE),
    "piccolo.engine.SQLiteEngine": DatabaseCall("SQLite", file=_FILE),
    "pony.orm.Database": DatabaseCall("", url=(0, "provider")),
    "pony.orm.Database.bind": DatabaseCall("", url=(0, "provider")),
    **{
        name: DatabaseCall("", url=(-1, "db_url"), config=place)
        for name, place in {
            "tortoise.Tortoise.init": (0, "config"),
            "tortoise.contrib.fastapi.register_tortoise": (1, "config"),
            "tortoise.contrib.fastapi.RegisterTortoise": (1, "config"),
            "tortoise.contrib.starlette.register_tortoise": (1, "config"),
            "tortoise.contrib.sanic.register_tortoise": (1, "config"),
            "tortoise.contrib.quart.register_tortoise": (1, "config"),
            "tortoise.contrib.aiohttp.register_tortoise": (1, "config"),
        }.items()
    },
    # Embedded stores.
    "tinydb.TinyDB": DatabaseCall("TinyDB", file=_FILE),
    "tinydb.database.TinyDB": DatabaseCall("TinyDB", file=_FILE),
    "duckdb.connect": DatabaseCall("DuckDB", file=(0, "database"), memory=True, read_only=(((1, "read_only"), True),)),
    "lmdb.open": DatabaseCall("LMDB", file=_FILE, read_only=(((-1, "readonly"), True),)),
    "lmdb.Environment": DatabaseCall("LMDB", file=_FILE, read_only=(((-1, "readonly"), True),)),
    "ZODB.FileStorage.FileStorage": DatabaseCall("ZODB", file=(0, "file_name"), read_only=(((-1, "read_only"), True),)),
    "ZODB.FileStorage.FileStorage.FileStorage": DatabaseCall("ZODB", file=(0, "file_name")),
    "pickledb.load": DatabaseCall("pickleDB", file=(0, "location")),
    "pickledb.PickleDB": DatabaseCall("pickleDB", file=(0, "location")),
    "unqlite.UnQLite": DatabaseCall("UnQLite", file=(0, "filename"), memory=True),
    "plyvel.DB": DatabaseCall("LevelDB", file=(0, "name")),
    "chromadb.PersistentClient": DatabaseCall("Chroma", file=_FILE, memory=True),
    "mongita.MongitaClientDisk": DatabaseCall("Mongita", file=(0, "host"), memory=True),
}

DATABASES = Databases(
    calls=CALLS,
    url_makers={
        "dj_database_url.parse": (0, "url"),
        "sqlalchemy.engine.URL.create": (0, "drivername"),
        "sqlalchemy.engine.url.URL.create": (0, "drivername"),
        "sqlalchemy.URL.create": (0, "drivername"),
        "sqlalchemy.engine.url.URL": (0, "drivername"),
        "sqlalchemy.engine.make_url": (0, "name_or_url"),
        "sqlalchemy.engine.url.make_url": (0, "name_or_url"),
        "sqlalchemy.make_url": (0, "name_or_url"),
        "databases.DatabaseURL": (0, "url"),
        "environ.Env.db_url_config": (0, "url"),
    },
    url_settings=frozenset({"SQLALCHEMY_DATABASE_URI", "SQLALCHEMY_BINDS", "SQLALCHEMY_ENGINES"}),
    settings_users=("flask_sqlalchemy", "flask_sqlalchemy_lite", "flask_appbuilder", "quart_sqlalchemy"),
    engines=(
        "django.db.backends.sqlite3",
        "django.contrib.gis.db.backends.spatialite",
        "django_prometheus.db.backends.sqlite3",
        "dj_db_conn_pool.backends.sqlite3",
        "tortoise.backends.sqlite",
    ),
    schemes={"sqlite": "SQLite", "duckdb": "DuckDB", "spatialite": "SQLite", "apsw": "SQLite"},
)
