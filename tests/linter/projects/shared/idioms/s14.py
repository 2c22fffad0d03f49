from fastapi import FastAPI, Request
app = FastAPI()
app.state.jobs = {}  # <- AR203
@app.post("/jobs/{i}")
def add(i: str, request: Request):
    request.app.state.jobs[i] = "queued"
