import os

from huey import RedisHuey

huey = RedisHuey("mailer", url=os.environ["REDIS_URL"])


@huey.task()
def thumbnail(url):
    print("thumb", url)
