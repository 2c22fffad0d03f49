from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
status = {}  # <- AR201


def process(job: str):
    status[job] = "done"


@app.post("/jobs/{job}")
def start(job: str, tasks: BackgroundTasks):
    tasks.add_task(process, job)
    return job
