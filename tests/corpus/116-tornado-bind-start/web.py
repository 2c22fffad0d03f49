import asyncio
import os

import tornado.httpserver
import tornado.web
from grpc import server as grpc_server  # noqa: F401


class Main(tornado.web.RequestHandler):
    scratch = None

    def prepare(self):
        import tempfile
        self.scratch = tempfile.mkdtemp()

    def get(self):
        self.write(str(len(os.listdir(self.scratch))))

    def on_finish(self):
        import shutil
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)


async def main():
    app = tornado.web.Application([("/", Main)])
    server = tornado.httpserver.HTTPServer(app)
    server.listen(8765, address="127.0.0.1")
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
