from celery import Celery

app = Celery("mailer", broker="memory://", backend="cache+memory://")
app.conf.update(task_serializer="json", timezone="UTC")


@app.task
def send(to, body):
    print("to", to, body)
