import tempfile
from fastapi import FastAPI
from fastapi.responses import FileResponse
app = FastAPI()
@app.get("/report")
def report():
    path = tempfile.mkdtemp() + "/r.csv"  # <- AR301
    write(path)
    return FileResponse(path)
