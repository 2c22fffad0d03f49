from fastapi import FastAPI


def build():
    app = FastAPI()

    @app.get("/")
    def root():
        return {"ok": True}

    return app
