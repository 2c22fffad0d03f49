from celery import Celery

app = Celery("tasks", broker="redis://localhost:6379/0", backend="redis://localhost:6379/1")  # <- AR402
app.conf.update(task_serializer="json")


@app.task
def add(x, y):
    return x + y
