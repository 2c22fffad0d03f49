import uvicorn
from pydantic import BaseModel


class ServerConfig(BaseModel):
    # not BaseSettings: reads no environment
    port: int = 9000


if __name__ == "__main__":
    uvicorn.run("two.web:app", host="0.0.0.0", port=ServerConfig().port)
