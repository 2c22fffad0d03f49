import os

CONFIG = {
    "name": "api",
    "port": int(os.environ.get("PORT", 8080)),
    "metrics": "http://localhost:9090",
}
