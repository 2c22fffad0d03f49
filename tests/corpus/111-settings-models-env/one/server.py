import os
from dataclasses import dataclass, field

import uvicorn


@dataclass
class ServerConfig:
    host: str = "0.0.0.0"
    port: int = field(default_factory=lambda: int(os.environ.get("PORT", 8080)))


config = ServerConfig()

if __name__ == "__main__":
    uvicorn.run("one.web:app", host=config.host, port=config.port)
