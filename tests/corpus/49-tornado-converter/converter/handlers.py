import os
import shutil
import tempfile

import tornado.web

from converter.job import Job


class ConvertHandler(tornado.web.RequestHandler):
    def post(self):
        job = Job(self.request.body)
        self.write(job.run())


class MergeHandler(tornado.web.RequestHandler):
    def post(self):
        paths = []
        for part in self.request.files["part"]:
            fd, path = tempfile.mkstemp()
            os.write(fd, part["body"])
            os.close(fd)
            paths.append(path)
        with open(paths[0], "rb") as f:
            self.write(f.read())
        os.unlink(path)
