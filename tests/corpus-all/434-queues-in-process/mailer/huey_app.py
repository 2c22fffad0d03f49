from huey import MemoryHuey, crontab

huey = MemoryHuey("mailer")


@huey.task()
def thumbnail(url):
    print("thumb", url)


@huey.periodic_task(crontab(minute="*/5"))
def sweep():
    print("sweep")
