from fastapi import FastAPI

from docs_api.routers import convert, pages

app = FastAPI(title="Documents")
app.include_router(convert.router, prefix="/convert")
app.include_router(pages.router, prefix="/pages")


@app.get("/health")
def health():
    return {"ok": True}
