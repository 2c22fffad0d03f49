"""Further clients of backing services and of other APIs: message brokers, search, models, telemetry, and what sends requests.

Sources: the signatures and the documentation of the libraries themselves.
"""

from __future__ import annotations

from runready_linter.services_knowledge import ServiceCall

_URL = ((0, "url"),)


def _brokers() -> dict[str, ServiceCall]:
    found: dict[str, ServiceCall] = {}
    # stomp.py 9, transport.py: host_and_ports=None is [("localhost", 61613)].
    stomp = ServiceCall("the message broker", ((0, "host_and_ports"),), default="localhost:61613")
    for kind in ("Connection", "Connection10", "Connection11", "Connection12", "connect.StompConnection11"):
        found[f"stomp.{kind}"] = stomp
    # paho-mqtt 2, publish.py and subscribe.py: hostname="localhost".
    for dotted, position in (
        ("publish.single", 4),
        ("publish.multiple", 1),
        ("subscribe.simple", 4),
        ("subscribe.callback", 3),
    ):
        found[f"paho.mqtt.{dotted}"] = ServiceCall("the MQTT broker", ((position, "hostname"),), default="localhost")
    for verb in ("connect", "connect_async"):
        found[f"paho.mqtt.client.Client.{verb}"] = ServiceCall("the MQTT broker", ((0, "host"),))
    found |= {
        "aiomqtt.Client": ServiceCall("the MQTT broker", ((0, "hostname"),)),
        "asyncio_mqtt.Client": ServiceCall("the MQTT broker", ((0, "hostname"),)),
        "pulsar.Client": ServiceCall("Pulsar", ((0, "service_url"),)),
        "temporalio.client.Client.connect": ServiceCall("Temporal", ((0, "target_host"),)),
        "zmq.Context.socket.connect": ServiceCall("another process", ((0, "addr"),)),
        "zmq.asyncio.Context.socket.connect": ServiceCall("another process", ((0, "addr"),)),
        "zmq.Context.instance.socket.connect": ServiceCall("another process", ((0, "addr"),)),
        "rpyc.connect": ServiceCall("another process", ((0, "host"),)),
        "rpyc.utils.factory.connect": ServiceCall("another process", ((0, "host"),)),
        "Pyro5.api.Proxy": ServiceCall("another process", ((0, "uri"),)),
        "zerorpc.Client.connect": ServiceCall("another process", ((0, "endpoint"),)),
        "kazoo.client.KazooClient": ServiceCall("ZooKeeper", ((0, "hosts"),), default="127.0.0.1:2181"),
        "etcd3.client": ServiceCall("etcd", ((0, "host"),), default="localhost"),
        "faststream.redis.RedisBroker": ServiceCall("Redis", _URL, default="redis://localhost:6379"),
        "faststream.nats.NatsBroker": ServiceCall("NATS", ((0, "servers"),), default="nats://localhost:4222"),
        "taskiq_redis.ListQueueBroker": ServiceCall("Redis", _URL),
        "taskiq_aio_pika.AioPikaBroker": ServiceCall("RabbitMQ", _URL),
    }  # fmt: skip
    return found


def _stores() -> dict[str, ServiceCall]:
    return {
        "flask_caching.Cache": ServiceCall("the cache", ((2, "config"),)),
        "flask_caching.Cache.init_app": ServiceCall("the cache", ((1, "config"),)),
        "aiocache.RedisCache": ServiceCall("Redis", ((-1, "endpoint"),), default="127.0.0.1"),
        "aiocache.MemcachedCache": ServiceCall("Memcached", ((-1, "endpoint"),), default="127.0.0.1"),
        "cashews.cache.setup": ServiceCall("the cache", ((0, "settings_url"),)),
        "coredis.Redis": ServiceCall("Redis", ((0, "host"),), default="localhost", unless=("connection_pool", "unix_socket_path")),
        "coredis.Redis.from_url": ServiceCall("Redis", _URL),
        "walrus.Database": ServiceCall("Redis", ((0, "host"),), default="localhost"),
        "walrus.Walrus": ServiceCall("Redis", ((0, "host"),), default="localhost"),
        "redis.cluster.RedisCluster": ServiceCall("Redis", ((0, "host"), (-1, "startup_nodes"), (-1, "url"))),
        "redis.cluster.ClusterNode": ServiceCall("Redis", ((0, "host"),)),
        "redis_om.get_redis_connection": ServiceCall("Redis", ((-1, "url"), (-1, "host"))),
        "rq.use_connection": ServiceCall("Redis", ((-1, "redis"),)),
        "arango.ArangoClient": ServiceCall("ArangoDB", ((0, "hosts"),), default="http://127.0.0.1:8529"),
        "py2neo.Graph": ServiceCall("Neo4j", ((0, "profile"), (-1, "host"))),
        "pyodbc.connect": ServiceCall("the database", ((0, "connstring"), (-1, "server"), (-1, "host"))),
        "aioodbc.connect": ServiceCall("the database", ((-1, "dsn"),)),
        "pymssql.connect": ServiceCall("SQL Server", ((0, "server"), (-1, "host"))),
        "oracledb.connect": ServiceCall("Oracle", ((-1, "dsn"), (0, "dsn"), (-1, "host"))),
        "cx_Oracle.connect": ServiceCall("Oracle", ((-1, "dsn"), (2, "dsn"))),
        "cx_Oracle.makedsn": ServiceCall("Oracle", ((0, "host"),)),
        "oracledb.makedsn": ServiceCall("Oracle", ((0, "host"),)),
        "trino.dbapi.connect": ServiceCall("Trino", ((0, "host"),)),
        "pyhive.hive.connect": ServiceCall("Hive", ((0, "host"),)),
        "happybase.Connection": ServiceCall("HBase", ((0, "host"),), default="localhost"),
        "aerospike.client": ServiceCall("Aerospike", ((0, "config"),)),
        "couchbase.cluster.Cluster": ServiceCall("Couchbase", ((0, "connstr"),)),
        "surrealdb.Surreal": ServiceCall("SurrealDB", _URL),
        "weaviate.connect_to_custom": ServiceCall("Weaviate", ((0, "http_host"),)),
        "pgvector.psycopg.connect": ServiceCall("PostgreSQL", ((0, "conninfo"),)),
        "piccolo.engine.postgres.PostgresEngine": ServiceCall("PostgreSQL", ((0, "config"),)),
        "pony.orm.Database": ServiceCall("the database", ((-1, "host"),)),
        "pony.orm.Database.bind": ServiceCall("the database", ((-1, "host"),)),
        "odmantic.AIOEngine": ServiceCall("MongoDB", ((-1, "client"),)),
        "mongoengine.register_connection": ServiceCall("MongoDB", ((-1, "host"),)),
        "flask_pymongo.PyMongo": ServiceCall("MongoDB", ((1, "uri"),)),
        "beanie.init_beanie": ServiceCall("MongoDB", ((-1, "connection_string"),)),
    }  # fmt: skip


def _telemetry_and_models() -> dict[str, ServiceCall]:
    found: dict[str, ServiceCall] = {}
    for protocol in ("grpc", "http"):
        for signal, name in (
            ("trace", "OTLPSpanExporter"),
            ("metric", "OTLPMetricExporter"),
            ("_log", "OTLPLogExporter"),
        ):
            found[f"opentelemetry.exporter.otlp.proto.{protocol}.{signal}_exporter.{name}"] = ServiceCall(
                "the telemetry collector", ((0, "endpoint"),)
            )
    for verb in ("push_to_gateway", "pushadd_to_gateway", "delete_from_gateway"):
        found[f"prometheus_client.{verb}"] = ServiceCall("the metrics gateway", ((0, "gateway"),))
    for cls in ("ChatOllama", "OllamaLLM", "OllamaEmbeddings", "Ollama"):
        for module in ("langchain_ollama", "langchain_community.llms", "langchain_community.chat_models",
                       "langchain_community.embeddings"):  # fmt: skip
            found[f"{module}.{cls}"] = ServiceCall("Ollama", ((-1, "base_url"),))
    for cls in ("ChatOpenAI", "OpenAI", "OpenAIEmbeddings"):
        found[f"langchain_openai.{cls}"] = ServiceCall("the model's API", ((-1, "base_url"), (-1, "openai_api_base")))
    for verb in ("chat", "generate", "embeddings", "embed"):
        # ollama 0.x, _client.py: the host of OLLAMA_HOST, else 127.0.0.1:11434.
        found[f"ollama.{verb}"] = ServiceCall("Ollama", (), default="http://127.0.0.1:11434", variable="OLLAMA_HOST")
    found |= {
        "jaeger_client.Config": ServiceCall("the telemetry collector", ((0, "config"),)),
        "elasticapm.contrib.flask.ElasticAPM": ServiceCall("the telemetry collector", ((-1, "server_url"),)),
        "datadog.initialize": ServiceCall("the metrics agent", ((-1, "statsd_host"),)),
        "fluent.sender.FluentSender": ServiceCall("Fluentd", ((1, "host"),), default="localhost"),
        "fluent.handler.FluentHandler": ServiceCall("Fluentd", ((1, "host"),), default="localhost"),
        "logstash.TCPLogstashHandler": ServiceCall("Logstash", ((0, "host"),)),
        "logstash.LogstashHandler": ServiceCall("Logstash", ((0, "host"),)),
        "logstash_async.handler.AsynchronousLogstashHandler": ServiceCall("Logstash", ((0, "host"),)),
        "graypy.GELFUDPHandler": ServiceCall("Graylog", ((0, "host"),)),
        "graypy.GELFTCPHandler": ServiceCall("Graylog", ((0, "host"),)),
        "litellm.completion": ServiceCall("the model's API", ((-1, "api_base"), (-1, "base_url"))),
        "litellm.acompletion": ServiceCall("the model's API", ((-1, "api_base"), (-1, "base_url"))),
        "huggingface_hub.InferenceClient": ServiceCall("the model's API", ((0, "model"), (-1, "base_url"))),
        "tritonclient.http.InferenceServerClient": ServiceCall("the model's server", _URL),
        "tritonclient.grpc.InferenceServerClient": ServiceCall("the model's server", _URL),
        "mlflow.set_tracking_uri": ServiceCall("MLflow", ((0, "uri"),)),
        "selenium.webdriver.Remote": ServiceCall("the browser", ((0, "command_executor"),)),
        "web3.HTTPProvider": ServiceCall("the node", ((0, "endpoint_uri"),), default="http://localhost:8545"),
        "web3.Web3.HTTPProvider": ServiceCall("the node", ((0, "endpoint_uri"),), default="http://localhost:8545"),
        "SPARQLWrapper.SPARQLWrapper": ServiceCall("the triple store", ((0, "endpoint"),)),
        "ftplib.FTP": ServiceCall("the FTP server", ((0, "host"),)),
        "imaplib.IMAP4": ServiceCall("the mail server", ((0, "host"),)),
        "imaplib.IMAP4_SSL": ServiceCall("the mail server", ((0, "host"),)),
        "imap_tools.MailBox": ServiceCall("the mail server", ((0, "host"),)),
        "fastapi_mail.ConnectionConfig": ServiceCall("the mail server", ((-1, "MAIL_SERVER"),)),
        "paramiko.SSHClient.connect": ServiceCall("the SSH server", ((0, "hostname"),)),
        "meilisearch_python_sdk.Client": ServiceCall("Meilisearch", _URL),
        "meilisearch_python_sdk.AsyncClient": ServiceCall("Meilisearch", _URL),
        "grpc.secure_channel": ServiceCall("a gRPC service", ((0, "target"),)),
        "grpc.aio.secure_channel": ServiceCall("a gRPC service", ((0, "target"),)),
    }  # fmt: skip
    return found


def _senders() -> dict[str, ServiceCall]:
    """What sends one request, or opens one connection, while the service serves."""
    found: dict[str, ServiceCall] = {}
    for dotted in ("tornado.httpclient.AsyncHTTPClient.fetch", "tornado.httpclient.HTTPClient.fetch"):
        found[dotted] = ServiceCall("another API", ((0, "request"),), request=True)
    found["tornado.httpclient.HTTPRequest"] = ServiceCall("another API", _URL, request=True)
    for owner in ("urllib3", "urllib3.PoolManager"):
        found[f"{owner}.request"] = ServiceCall("another API", ((1, "url"),), request=True)
    for verb in ("get", "post", "put", "patch", "delete"):
        found[f"treq.{verb}"] = ServiceCall("another API", _URL, request=True)
        found[f"niquests.{verb}"] = ServiceCall("another API", _URL, request=True)
        found[f"asks.{verb}"] = ServiceCall("another API", ((0, "uri"),), request=True)
        # gevent's and requests' own sessions under other names.
        found[f"requests_toolbelt.sessions.BaseUrlSession.{verb}"] = ServiceCall("another API", _URL, request=True)
    found |= {
        "requests_toolbelt.sessions.BaseUrlSession": ServiceCall("another API", ((0, "base_url"),)),
        "zeep.Client": ServiceCall("a SOAP service", ((0, "wsdl"),)),
        "suds.client.Client": ServiceCall("a SOAP service", _URL),
        **{
            f"gql.transport.{module}.{cls}": ServiceCall("another API", _URL)
            for module, cls in (("requests", "RequestsHTTPTransport"), ("aiohttp", "AIOHTTPTransport"), ("httpx", "HTTPXTransport"))
        },
        "websockets.connect": ServiceCall("another API", ((0, "uri"),), request=True),
        "websockets.asyncio.client.connect": ServiceCall("another API", ((0, "uri"),), request=True),
        "websockets.sync.client.connect": ServiceCall("another API", ((0, "uri"),), request=True),
        "websocket.create_connection": ServiceCall("another API", _URL, request=True),
        "socket.create_connection": ServiceCall("another process", ((0, "address"),), request=True),
        "asyncio.open_connection": ServiceCall("another process", ((0, "host"),), request=True),
        "telnetlib.Telnet": ServiceCall("another process", ((0, "host"),), request=True),
        "http.client.HTTPConnection": ServiceCall("another API", ((0, "host"),), request=True),
        "xmlrpc.client.ServerProxy": ServiceCall("an XML-RPC service", ((0, "uri"),)),
    }  # fmt: skip
    return found


def further_calls() -> dict[str, ServiceCall]:
    """All of them, by dotted path."""
    return _brokers() | _stores() | _telemetry_and_models() | _senders()
