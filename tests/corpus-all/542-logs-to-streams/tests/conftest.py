import logging

logging.basicConfig(filename="tests.log")
