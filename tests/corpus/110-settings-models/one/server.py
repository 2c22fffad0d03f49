from dataclasses import dataclass

import uvicorn


@dataclass
class ServerConfig:
    host: str = "0.0.0.0"
    port: int = 8000


config = ServerConfig()

if __name__ == "__main__":
    uvicorn.run("one.web:app", host=config.host, port=config.port)
