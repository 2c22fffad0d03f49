import logging
from logging.handlers import WatchedFileHandler

log = logging.getLogger("audit")


def configure(name="audit.log"):
    handler = WatchedFileHandler(name)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log.addHandler(handler)
    logging.basicConfig(
        level=logging.INFO,
        handlers=[
            logging.StreamHandler(),
            logging.FileHandler("debug.log", mode="w"),
        ],
    )


configure()
