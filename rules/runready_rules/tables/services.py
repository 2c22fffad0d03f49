"""What looks for a backing service: where its address stands, and what it takes where none is given.

Sources: the signatures and the documentation of the libraries themselves.
"""

from __future__ import annotations

from runready_linter.services_knowledge import ServiceCall, Services
from runready_rules.tables import processes
from runready_rules.tables.services_clients import further_calls

_URL = ((0, "url"),)


def _redis() -> dict[str, ServiceCall]:
    found: dict[str, ServiceCall] = {}
    client = ServiceCall(
        "Redis", ((0, "host"),), default="localhost", unless=("connection_pool", "unix_socket_path", "path")
    )
    url = ServiceCall("Redis", _URL)
    for module in (
        "redis",
        "redis.asyncio",
        "redis.client",
        "redis.asyncio.client",
        "aioredis",
        "valkey",
        "valkey.asyncio",
    ):
        for name in ("Redis", "StrictRedis", "Valkey", "RedisCluster"):
            found[f"{module}.{name}"] = client
            found[f"{module}.{name}.from_url"] = url
        for name in ("ConnectionPool", "BlockingConnectionPool"):
            found[f"{module}.{name}"] = ServiceCall("Redis", ((-1, "host"),), default="localhost", unless=("path",))
            found[f"{module}.{name}.from_url"] = url
        found[f"{module}.from_url"] = url
    for dotted in ("aioredis.create_redis", "aioredis.create_redis_pool", "aioredis.create_pool"):
        found[dotted] = ServiceCall("Redis", ((0, "address"),))
    found |= {
        "redis.Connection": ServiceCall("Redis", ((0, "host"),), default="localhost"),
        "redis.sentinel.Sentinel": ServiceCall("Redis", ((0, "sentinels"),)),
        "arq.connections.RedisSettings": ServiceCall("Redis", ((0, "host"),), default="localhost", unless=("unix_socket_path",)),
        "arq.connections.RedisSettings.from_dsn": ServiceCall("Redis", ((0, "dsn"),)),
        "huey.RedisHuey": ServiceCall("Redis", ((-1, "host"), (-1, "url")), default="localhost", unless=("connection_pool",)),
        "dramatiq.brokers.redis.RedisBroker": ServiceCall("Redis", ((-1, "url"), (-1, "host")), default="localhost", unless=("client",)),
        "socketio.RedisManager": ServiceCall("Redis", _URL, default="redis://localhost:6379/0"),
        "socketio.AsyncRedisManager": ServiceCall("Redis", _URL, default="redis://localhost:6379/0"),
        "flask_socketio.SocketIO": ServiceCall("the message queue", ((-1, "message_queue"),)),
        "flask_limiter.Limiter": ServiceCall("the rate limits' store", ((-1, "storage_uri"),)),
        "slowapi.Limiter": ServiceCall("the rate limits' store", ((-1, "storage_uri"),)),
        "broadcaster.Broadcast": ServiceCall("the message queue", _URL),
    }  # fmt: skip
    return found


def _databases() -> dict[str, ServiceCall]:
    found: dict[str, ServiceCall] = {}
    for dotted in (
        "sqlalchemy.create_engine",
        "sqlalchemy.engine.create_engine",
        "sqlalchemy.ext.asyncio.create_async_engine",
        "sqlmodel.create_engine",
        "databases.Database",
        "dataset.connect",
        "playhouse.db_url.connect",
        "sqlalchemy.engine.url.make_url",
        "sqlalchemy.make_url",
    ):
        found[dotted] = ServiceCall("the database", _URL)
    for dotted in ("sqlalchemy.engine.URL.create", "sqlalchemy.engine.url.URL.create", "sqlalchemy.URL.create"):
        found[dotted] = ServiceCall("the database", ((3, "host"),))
    for dsn in ("PostgresDsn", "MySQLDsn", "MariaDBDsn", "RedisDsn", "AmqpDsn", "MongoDsn", "MultiHostUrl"):
        product = {"RedisDsn": "Redis", "AmqpDsn": "RabbitMQ", "MongoDsn": "MongoDB"}.get(dsn, "the database")
        found[f"pydantic.{dsn}.build"] = ServiceCall(product, ((-1, "host"),))
        found[f"pydantic.networks.{dsn}.build"] = found[f"pydantic.{dsn}.build"]
    postgres = (
        ("psycopg2.connect", (0, "dsn")),
        ("psycopg.connect", (0, "conninfo")),
        ("psycopg.Connection.connect", (0, "conninfo")),
        ("psycopg.AsyncConnection.connect", (0, "conninfo")),
        ("psycopg_pool.ConnectionPool", (0, "conninfo")),
        ("psycopg_pool.AsyncConnectionPool", (0, "conninfo")),
        ("psycopg2.pool.SimpleConnectionPool", (2, "dsn")),
        ("psycopg2.pool.ThreadedConnectionPool", (2, "dsn")),
        ("asyncpg.connect", (0, "dsn")),
        ("asyncpg.create_pool", (0, "dsn")),
        ("aiopg.create_pool", (0, "dsn")),
        ("aiopg.connect", (0, "dsn")),
        ("aiopg.sa.create_engine", (0, "dsn")),
    )
    for dotted, place in postgres:
        found[dotted] = ServiceCall("PostgreSQL", (place, (-1, "host"), (-1, "kwargs")))
    found["pg8000.connect"] = found["pg8000.dbapi.connect"] = ServiceCall(
        "PostgreSQL", ((1, "host"),), default="localhost"
    )
    for dotted in (
        "pymysql.connect",
        "MySQLdb.connect",
        "mysql.connector.connect",
        "mariadb.connect",
        "pymysql.Connect",
        "asyncmy.connect",
    ):
        host = (-1, "host") if dotted.startswith(("mysql.", "mariadb", "pymysql")) else (0, "host")
        found[dotted] = ServiceCall(
            "MySQL", (host,), default="localhost", unless=("unix_socket", "read_default_file", "option_files")
        )
    found["mysql.connector.pooling.MySQLConnectionPool"] = ServiceCall("MySQL", ((-1, "host"),))
    for dotted in ("aiomysql.connect", "aiomysql.create_pool", "aiomysql.sa.create_engine", "asyncmy.create_pool"):
        found[dotted] = ServiceCall("MySQL", ((-1, "host"),), default="localhost", unless=("unix_socket",))
    for module, name in (("peewee", "PostgresqlDatabase"), ("playhouse.postgres_ext", "PostgresqlExtDatabase"),
                         ("playhouse.pool", "PooledPostgresqlDatabase"), ("peewee", "MySQLDatabase"),
                         ("playhouse.pool", "PooledMySQLDatabase")):  # fmt: skip
        found[f"{module}.{name}"] = ServiceCall("PostgreSQL" if "Postgres" in name else "MySQL", ((-1, "host"),))
    for dotted in ("pymongo.MongoClient", "pymongo.mongo_client.MongoClient", "pymongo.AsyncMongoClient", "motor.motor_asyncio.AsyncIOMotorClient",
                   "motor.MotorClient", "motor.motor_tornado.MotorClient"):  # fmt: skip
        found[dotted] = ServiceCall("MongoDB", ((0, "host"),), default="localhost:27017")
    found |= {
        "mongoengine.connect": ServiceCall("MongoDB", ((-1, "host"),), default="localhost:27017"),
        "tortoise.Tortoise.init": ServiceCall("the database", ((-1, "db_url"), (0, "config"))),
        "tortoise.contrib.fastapi.register_tortoise": ServiceCall("the database", ((-1, "db_url"), (1, "config"))),
        "tortoise.contrib.starlette.register_tortoise": ServiceCall("the database", ((-1, "db_url"), (1, "config"))),
        "tortoise.contrib.sanic.register_tortoise": ServiceCall("the database", ((-1, "db_url"), (1, "config"))),
        "dj_database_url.parse": ServiceCall("the database", _URL),
        "cassandra.cluster.Cluster": ServiceCall("Cassandra", ((0, "contact_points"),), default="127.0.0.1"),
        "neo4j.GraphDatabase.driver": ServiceCall("Neo4j", ((0, "uri"),)),
        "neo4j.AsyncGraphDatabase.driver": ServiceCall("Neo4j", ((0, "uri"),)),
        "influxdb.InfluxDBClient": ServiceCall("InfluxDB", ((0, "host"),), default="localhost"),
        "influxdb_client.InfluxDBClient": ServiceCall("InfluxDB", _URL),
        "qdrant_client.QdrantClient": ServiceCall("Qdrant", ((-1, "url"), (-1, "host"), (0, "location"))),
        "chromadb.HttpClient": ServiceCall("Chroma", ((0, "host"),), default="localhost"),
        "pymilvus.connections.connect": ServiceCall("Milvus", ((-1, "host"), (-1, "uri"))),
        "pymilvus.MilvusClient": ServiceCall("Milvus", ((0, "uri"),)),
        "weaviate.connect_to_local": ServiceCall("Weaviate", ((0, "host"),), default="localhost"),
        "weaviate.Client": ServiceCall("Weaviate", _URL),
        "clickhouse_connect.get_client": ServiceCall("ClickHouse", ((-1, "host"), (-1, "dsn")), default="localhost"),
        "clickhouse_driver.Client": ServiceCall("ClickHouse", ((0, "host"),)),
        "couchdb.Server": ServiceCall("CouchDB", _URL, default="http://localhost:5984/"),
    }  # fmt: skip
    return found


def _brokers_and_search() -> dict[str, ServiceCall]:
    found: dict[str, ServiceCall] = {}
    kafka = ServiceCall("Kafka", ((-1, "bootstrap_servers"),), default="localhost:9092")
    for dotted in ("kafka.KafkaProducer", "kafka.KafkaConsumer", "kafka.KafkaAdminClient", "kafka.admin.KafkaAdminClient",
                   "aiokafka.AIOKafkaProducer", "aiokafka.AIOKafkaConsumer"):  # fmt: skip
        found[dotted] = kafka
    for dotted in ("confluent_kafka.Producer", "confluent_kafka.Consumer", "confluent_kafka.admin.AdminClient"):
        found[dotted] = ServiceCall("Kafka", ((0, "config"),))
    for module in (
        "elasticsearch",
        "opensearchpy",
        "elasticsearch_dsl.connections.connections",
        "elasticsearch_dsl.connections",
    ):
        product = "OpenSearch" if module == "opensearchpy" else "Elasticsearch"
        for name in ("Elasticsearch", "AsyncElasticsearch", "OpenSearch", "AsyncOpenSearch"):
            found[f"{module}.{name}"] = ServiceCall(product, ((0, "hosts"),), unless=("cloud_id",))
        found[f"{module}.create_connection"] = ServiceCall(product, ((-1, "hosts"),))
    for dotted in ("pymemcache.Client", "pymemcache.client.base.Client", "pymemcache.client.base.PooledClient",
                   "pymemcache.client.hash.HashClient", "pymemcache.HashClient", "pymemcache.PooledClient",
                   "pylibmc.Client", "memcache.Client", "bmemcached.Client", "aiomcache.Client"):  # fmt: skip
        found[dotted] = ServiceCall("Memcached", ((0, "server"), (-1, "servers"), (-1, "host")))
    found |= {
        "pika.ConnectionParameters": ServiceCall("RabbitMQ", ((0, "host"),), default="localhost"),
        "pika.connection.ConnectionParameters": ServiceCall("RabbitMQ", ((0, "host"),), default="localhost"),
        "pika.URLParameters": ServiceCall("RabbitMQ", _URL),
        "aio_pika.connect": ServiceCall("RabbitMQ", ((0, "url"), (-1, "host")), default="localhost"),
        "aio_pika.connect_robust": ServiceCall("RabbitMQ", ((0, "url"), (-1, "host")), default="localhost"),
        "kombu.Connection": ServiceCall("the message broker", ((0, "hostname"),)),
        "dramatiq.brokers.rabbitmq.RabbitmqBroker": ServiceCall("RabbitMQ", ((-1, "url"), (-1, "host"))),
        "celery.Celery": ServiceCall("the message broker", ((-1, "broker"), (-1, "backend"), (-1, "broker_url"), (-1, "result_backend"))),
        "faststream.rabbit.RabbitBroker": ServiceCall("RabbitMQ", _URL, default="amqp://guest:guest@localhost:5672/"),
        "faststream.kafka.KafkaBroker": ServiceCall("Kafka", ((0, "bootstrap_servers"),), default="localhost"),
        "nats.connect": ServiceCall("NATS", ((0, "servers"),), default="nats://localhost:4222"),
        "meilisearch.Client": ServiceCall("Meilisearch", _URL),
        "pysolr.Solr": ServiceCall("Solr", _URL),
        "typesense.Client": ServiceCall("Typesense", ((0, "config_dict"),)),
        "smtplib.SMTP": ServiceCall("the mail server", ((0, "host"),)),
        "smtplib.SMTP_SSL": ServiceCall("the mail server", ((0, "host"),)),
        "aiosmtplib.SMTP": ServiceCall("the mail server", ((0, "hostname"),)),
        "aiosmtplib.send": ServiceCall("the mail server", ((-1, "hostname"),)),
        "ldap.initialize": ServiceCall("the LDAP server", ((0, "uri"),)),
        "ldap3.Server": ServiceCall("the LDAP server", ((0, "host"),)),
        "consul.Consul": ServiceCall("Consul", ((0, "host"),), default="127.0.0.1"),
        "hvac.Client": ServiceCall("Vault", _URL),
        "minio.Minio": ServiceCall("MinIO", ((0, "endpoint"),)),
        "boto3.client": ServiceCall("the AWS endpoint", ((-1, "endpoint_url"),)),
        "boto3.resource": ServiceCall("the AWS endpoint", ((-1, "endpoint_url"),)),
        "boto3.session.Session.client": ServiceCall("the AWS endpoint", ((-1, "endpoint_url"),)),
        "boto3.Session.client": ServiceCall("the AWS endpoint", ((-1, "endpoint_url"),)),
        "boto3.Session.resource": ServiceCall("the AWS endpoint", ((-1, "endpoint_url"),)),
        "statsd.StatsClient": ServiceCall("StatsD", ((0, "host"),), default="localhost"),
        "statsd.TCPStatsClient": ServiceCall("StatsD", ((0, "host"),), default="localhost"),
        "grpc.insecure_channel": ServiceCall("a gRPC service", ((0, "target"),)),
        "grpc.aio.insecure_channel": ServiceCall("a gRPC service", ((0, "target"),)),
        "ollama.Client": ServiceCall("Ollama", ((0, "host"),)),
        "ollama.AsyncClient": ServiceCall("Ollama", ((0, "host"),)),
        "openai.OpenAI": ServiceCall("the model's API", ((-1, "base_url"),)),
        "openai.AsyncOpenAI": ServiceCall("the model's API", ((-1, "base_url"),)),
        "xmlrpc.client.ServerProxy": ServiceCall("an XML-RPC service", ((0, "uri"),)),
    }  # fmt: skip
    return found


def _requests() -> dict[str, ServiceCall]:
    """Clients of other APIs: what sends one request, and what keeps a base address."""
    found: dict[str, ServiceCall] = {}
    verbs = ("get", "post", "put", "patch", "delete", "head", "options", "stream", "ws_connect")
    for owner in ("requests", "requests.Session", "requests.session", "requests.sessions.Session", "httpx", "httpx.Client",
                  "httpx.AsyncClient", "aiohttp.ClientSession"):  # fmt: skip
        for verb in verbs:
            place = (1, "url") if verb == "stream" and owner.startswith("httpx") else (0, "url")
            found[f"{owner}.{verb}"] = ServiceCall("another API", (place,), request=True)
        found[f"{owner}.request"] = ServiceCall("another API", ((1, "url"),), request=True)
    for dotted in ("urllib.request.urlopen", "urllib.request.Request"):
        found[dotted] = ServiceCall("another API", _URL, request=True)
    found["aiohttp.request"] = ServiceCall("another API", ((1, "url"),), request=True)
    for dotted in ("http.client.HTTPConnection", "http.client.HTTPSConnection"):
        found[dotted] = ServiceCall("another API", ((0, "host"),), request=True)
    for dotted in ("httpx.Client", "httpx.AsyncClient"):
        found[dotted] = ServiceCall("another API", ((-1, "base_url"),))
    found["aiohttp.ClientSession"] = ServiceCall("another API", ((0, "base_url"),))
    return found


_BROKER = "the message broker"

SERVICES = Services(
    calls=_redis() | _databases() | _brokers_and_search() | _requests() | further_calls(),
    settings={
        "DATABASES": "the database", "DATABASE_URL": "the database", "SQLALCHEMY_DATABASE_URI": "the database",
        "SQLALCHEMY_BINDS": "the database", "MYSQL_HOST": "MySQL", "MYSQL_DATABASE_HOST": "MySQL",
        "MONGO_URI": "MongoDB", "MONGODB_HOST": "MongoDB", "MONGODB_SETTINGS": "MongoDB",
        "CACHES": "the cache", "CACHE_REDIS_URL": "Redis", "CACHE_REDIS_HOST": "Redis",
        "CACHE_MEMCACHED_SERVERS": "Memcached", "CACHEOPS_REDIS": "Redis", "REDIS_URL": "Redis", "REDIS_HOST": "Redis",
        "RATELIMIT_STORAGE_URI": "the rate limits' store", "RATELIMIT_STORAGE_URL": "the rate limits' store",
        "CHANNEL_LAYERS": "Redis", "RQ_QUEUES": "Redis", "RQ_REDIS_URL": "Redis", "Q_CLUSTER": "Redis",
        "CELERY_BROKER_URL": _BROKER, "BROKER_URL": _BROKER, "broker_url": _BROKER, "CELERY_RESULT_BACKEND": "Redis",
        "result_backend": "Redis", "DRAMATIQ_BROKER": _BROKER,
        "ELASTICSEARCH_URL": "Elasticsearch", "ELASTICSEARCH_HOST": "Elasticsearch",
        "ELASTICSEARCH_DSL": "Elasticsearch", "HAYSTACK_CONNECTIONS": "the search engine",
        "EMAIL_HOST": "the mail server", "MAIL_SERVER": "the mail server",
        "CELERY": _BROKER, "HUEY": "Redis", "OPENSEARCH_DSL": "OpenSearch", "OPENSEARCH_URL": "OpenSearch",
        "MQTT_BROKER_URL": "the MQTT broker", "AUTH_LDAP_SERVER_URI": "the LDAP server", "LDAP_HOST": "the LDAP server",
        "NEOMODEL_NEO4J_BOLT_URL": "Neo4j", "SESSION_REDIS_URL": "Redis", "THUMBNAIL_REDIS_HOST": "Redis",
        "RABBITMQ_HOST": "RabbitMQ", "RABBITMQ_URL": "RabbitMQ", "AMQP_URL": "RabbitMQ", "KAFKA_BOOTSTRAP_SERVERS": "Kafka",
        "MEMCACHED_SERVERS": "Memcached", "MONGO_HOST": "MongoDB", "MONGO_URL": "MongoDB", "MONGODB_URL": "MongoDB",
        "MONGODB_URI": "MongoDB", "DB_HOST": "the database", "POSTGRES_HOST": "PostgreSQL",
    },
    keys=frozenset(
        {"HOST", "LOCATION", "URL", "URI", "hosts", "host", "url", "address", "connection", "CONNECTION", "CONFIG", "redis",
         "bootstrap.servers", "default", "connections", "credentials", "nodes", "OPTIONS", "options", "replica", "db_url",
         "REDIS_URL", "servers", "uri", "client", "broker_url", "result_backend", "backend", "hostname", "local_agent",
         "CACHE_REDIS_URL", "CACHE_REDIS_HOST", "CACHE_MEMCACHED_SERVERS",
         "reporting_host"}
    ),
    schemes={
        "redis": "Redis", "rediss": "Redis", "valkey": "Redis", "amqp": "RabbitMQ", "amqps": "RabbitMQ",
        "pyamqp": "RabbitMQ", "postgres": "PostgreSQL", "postgresql": "PostgreSQL", "postgis": "PostgreSQL",
        "asyncpg": "PostgreSQL", "mysql": "MySQL", "mariadb": "MySQL", "mongodb": "MongoDB", "mssql": "SQL Server",
        "oracle": "Oracle", "memcached": "Memcached", "kafka": "Kafka", "nats": "NATS", "bolt": "Neo4j",
        "neo4j": "Neo4j", "elasticsearch": "Elasticsearch", "rediscache": "Redis", "pymemcache": "Memcached", "clickhouse": "ClickHouse", "cockroachdb": "CockroachDB",
    },
    programs={
        "Redis": frozenset({"redis-server", "valkey-server", "redis", "valkey", "redis-stack", "redis-stack-server"}),
        "Memcached": frozenset({"memcached"}),
        "RabbitMQ": frozenset({"rabbitmq-server", "rabbitmq"}),
        "PostgreSQL": frozenset({"postgres", "pg_ctl", "pg_ctlcluster", "postgresql", "postgis", "timescaledb", "pgvector"}),
        "MySQL": frozenset({"mysqld", "mysqld_safe", "mariadbd", "mysql", "mariadb"}),
        "MongoDB": frozenset({"mongod", "mongo"}),
        "Ollama": frozenset({"ollama"}),
    },
    supervisors=processes.SUPERVISORS,
)  # fmt: skip
