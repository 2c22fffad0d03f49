from decouple import Csv, config
from environs import Env

env = Env()
env.read_env()

PORT = config("PORT", default=8080, cast=int)
BIND = config("BIND", default="0.0.0.0")
HOSTS = config("HOSTS", default="localhost,127.0.0.1", cast=Csv())
KAFKA = config("KAFKA_BOOTSTRAP")
DB_PORT = env.int("DB_PORT", 5432)
REPORT_URL = env.str("REPORT_URL", "http://localhost:3000/report")

with env.prefixed("CLICKS_"):
    TOPIC = env.str("TOPIC", "clicks")
    SUPPORT = env.int("PORTS", 3)
