from decouple import Csv, config

PORT = config("PORT", default=8000, cast=int)
BIND = config("BIND", default="0.0.0.0")
DEBUG = config("DEBUG", default=False, cast=bool)
HOSTS = config("HOSTS", default="localhost,127.0.0.1", cast=Csv())
KAFKA = config("KAFKA_BOOTSTRAP", default="localhost:9092")
TOPIC = config("TOPIC", default="clicks")
