import logging

logging.basicConfig(filename="backfill.log", level=logging.DEBUG)

if __name__ == "__main__":
    logging.info("backfilling")
