import sys

from loguru import logger

logger.add(sys.stdout, format="{message}")
logger.add(lambda message: print(message, end=""))
if "pytest" in sys.modules:
    logger.add("tests.log")
seen = set()
seen.add("file.log")
