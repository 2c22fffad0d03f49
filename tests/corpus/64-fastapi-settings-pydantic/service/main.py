import uvicorn
from fastapi import FastAPI

from service.config import get_settings

app = FastAPI(title=get_settings().app_name)


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


def run() -> None:
    settings = get_settings()
    uvicorn.run("service.main:app", host=settings.host, port=settings.port)


if __name__ == "__main__":
    run()
