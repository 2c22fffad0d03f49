import logging
import os, sys
from datetime import datetime
from logging.handlers import TimedRotatingFileHandler
from pathlib import Path

LOG_DIR = Path(__file__).parent / "logs"
LOG_DIR.mkdir(exist_ok=True)

def get_logger(name, log_file="logs/x.log"):
    logger = logging.getLogger(name)
    h = logging.FileHandler(log_file)  # <- AR304
    logger.addHandler(h)
    logger.addHandler(TimedRotatingFileHandler(LOG_DIR / f"{datetime.now():%Y}.log"))  # <- AR304
    return logger

logging.basicConfig(level=logging.INFO, handlers=[logging.FileHandler("debug.log"), logging.StreamHandler(sys.stdout)])  # <- AR304
logging.basicConfig(**{"filename": "x.log"})
a = logging.FileHandler(filename=os.environ["LOG_FILE"])
b = logging.FileHandler(os.path.join(os.environ.get("LOG_DIR", "/var/log"), "app.log"))  # <- AR304
