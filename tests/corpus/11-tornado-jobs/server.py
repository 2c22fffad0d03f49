import itertools

import tornado.ioloop
import tornado.web
from tornado.options import define, options, parse_command_line

define("port", default=8888, help="port to listen on", type=int)

jobs = {}
job_ids = itertools.count(1)


class JobsHandler(tornado.web.RequestHandler):
    def get(self):
        self.write({"jobs": list(jobs.values())})

    def post(self):
        registry = jobs
        job_id = next(job_ids)
        registry[job_id] = {"id": job_id, "state": "queued"}
        self.set_status(202)
        self.write(registry[job_id])


class JobHandler(tornado.web.RequestHandler):
    def delete(self, job_id):
        del jobs[int(job_id)]


def main():
    parse_command_line()
    app = tornado.web.Application([(r"/jobs", JobsHandler), (r"/jobs/(\d+)", JobHandler)])
    app.listen(options.port)
    tornado.ioloop.IOLoop.current().start()


if __name__ == "__main__":
    main()
