from celery import Celery

celery = Celery("x", broker="redis://x")
done = []


@celery.task
def work(n):
    done.append(n)


def view(request):
    work.delay(1)
