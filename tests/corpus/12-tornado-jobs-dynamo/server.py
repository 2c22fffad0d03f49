import os
import uuid

import boto3
import tornado.ioloop
import tornado.web
from tornado.options import define, options, parse_command_line

define("port", default=int(os.environ.get("PORT", 8080)), help="port to listen on", type=int)

jobs = boto3.resource("dynamodb").Table(os.environ["JOBS_TABLE"])


class JobsHandler(tornado.web.RequestHandler):
    def prepare(self):
        self.started = self.request.request_time()

    def post(self):
        job = {"id": uuid.uuid4().hex, "state": "queued"}
        jobs.put_item(Item=job)
        self.set_status(202)
        self.write(job)

    def get(self):
        jobs_by_state = {}
        for item in jobs.scan()["Items"]:
            jobs_by_state.setdefault(item["state"], []).append(item["id"])
        self.write(jobs_by_state)


class JobHandler(tornado.web.RequestHandler):
    def delete(self, job_id):
        jobs.delete_item(Key={"id": job_id})


def main():
    parse_command_line()
    app = tornado.web.Application([(r"/jobs", JobsHandler), (r"/jobs/(\w+)", JobHandler)])
    app.listen(options.port)
    tornado.ioloop.IOLoop.current().start()


if __name__ == "__main__":
    main()
