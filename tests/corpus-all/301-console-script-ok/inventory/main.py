import argparse
import os

import uvicorn

from inventory.app import create_app


def env(name, default=None):
    return os.environ.get(name, default)


def parse(argv=None):
    parser = argparse.ArgumentParser(description="Inventory API")
    parser.add_argument("-H", "--host", default="0.0.0.0")
    parser.add_argument("-p", "--port", default=env("PORT", "8080"), type=int)
    return parser.parse_args(argv)


def main():
    args = parse()
    uvicorn.run(create_app(), host=args.host, port=args.port)
