import argparse
import asyncio
import os

import tornado.web

from converter.handlers import ConvertHandler, MergeHandler


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="0.0.0.0")
    parser.add_argument("--port", "-p", type=int, default=os.environ.get("PORT", 8888))
    return parser.parse_args()


async def main():
    args = parse()
    app = tornado.web.Application([("/convert", ConvertHandler), ("/merge", MergeHandler)])
    app.listen(args.port, args.address)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
