import contextlib
import os
import tempfile

import tornado.web

from converter.job import Job


class ConvertHandler(tornado.web.RequestHandler):
    def post(self):
        job = Job(self.request.body)
        try:
            self.write(job.run())
        finally:
            job.close()


class MergeHandler(tornado.web.RequestHandler):
    def post(self):
        with contextlib.ExitStack() as stack:
            paths = []
            for part in self.request.files["part"]:
                fd, path = tempfile.mkstemp()
                stack.callback(os.unlink, path)
                with os.fdopen(fd, "wb") as f:
                    f.write(part["body"])
                paths.append(path)
            with open(paths[0], "rb") as f:
                self.write(f.read())
