import uvicorn
from fastapi import FastAPI

from service import config

app = FastAPI(title=config.APP_NAME)


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}


def run() -> None:
    uvicorn.run(
        "service.main:app",
        host=config.SERVER_HOST,
        port=config.SERVER_PORT,
        timeout_keep_alive=config.REQUEST_TIMEOUT,
    )


if __name__ == "__main__":
    run()
