import logging
import logging.handlers
import os
import queue

CONFIG = {
    "version": 1,
    "handlers": {
        "out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"},
        "mail": {
            "class": "logging.handlers.SMTPHandler",
            "mailhost": os.environ["SMTP_HOST"],
            "fromaddr": "app@example.com",
            "toaddrs": ["ops@example.com"],
            "subject": "error",
        },
    },
    "root": {"level": "INFO", "handlers": ["out", "mail"]},
}


def for_docker():
    handler = logging.FileHandler("/dev/stdout")
    logging.getLogger("gunicorn.access").addHandler(handler)
    logging.getLogger("memory").addHandler(logging.handlers.QueueHandler(queue.Queue()))


for_docker()
