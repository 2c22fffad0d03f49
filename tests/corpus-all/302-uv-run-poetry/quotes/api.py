from fastapi import FastAPI, HTTPException

from quotes.llm import complete

app = FastAPI()


@app.get("/quote/{topic}")
def quote(topic: str):
    text = complete(f"A quote about {topic}")
    if not text:
        raise HTTPException(502)
    return {"quote": text}
