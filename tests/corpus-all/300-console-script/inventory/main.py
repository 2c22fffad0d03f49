import argparse
import os

import structlog
import uvicorn

from inventory.app import create_app

log = structlog.get_logger()


def parse(argv=None):
    parser = argparse.ArgumentParser(description="Inventory API")
    parser.add_argument("-H", "--host", default="localhost")
    parser.add_argument("-p", "--port", default=8088, type=int)
    parser.add_argument("--workers", type=int, default=int(os.environ.get("WORKERS", "1")))
    return parser.parse_args(argv)


def main():
    args = parse()
    log.info("starting", host=args.host, port=args.port)
    uvicorn.run(create_app(), host=args.host, port=args.port, workers=args.workers)
