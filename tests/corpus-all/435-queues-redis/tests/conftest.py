import dramatiq
from dramatiq.brokers.stub import StubBroker

from mailer.celery_app import app

dramatiq.set_broker(StubBroker())
app.conf.broker_url = "memory://"
app.conf.result_backend = "cache+memory://"
