import time

import tornado.web
from tornado.ioloop import IOLoop

MAX_AGE = 3600


class Base(tornado.web.RequestHandler):
    sessions = {}

    def get_current_user(self):
        return self.sessions.get(self.get_signed_cookie("sid", b"").decode())


class LoginHandler(Base):
    failures = 0

    def post(self):
        name = self.get_body_argument("name")
        if not name.isalnum():
            LoginHandler.failures += 1
            raise tornado.web.HTTPError(400)
        sid = f"{name}-{time.time_ns()}"
        self.sessions[sid] = name
        self.set_signed_cookie("sid", sid)
        self.redirect("/")


class BoardHandler(Base):
    posts = []

    def get(self):
        self.write({"posts": self.posts[-20:]})

    @tornado.web.authenticated
    def post(self):
        self.posts.insert(0, {"by": self.current_user, "at": time.time(), "text": self.get_body_argument("text")})
        IOLoop.current().spawn_callback(announce, self.current_user)
        self.set_status(201)


class StatsHandler(Base):
    def initialize(self):
        self.counted = 0

    def get(self):
        self.application.stats_reads = getattr(self.application, "stats_reads", 0) + 1
        self.counted += len(BoardHandler.posts)
        self.write({"posts": self.counted, "reads": self.application.stats_reads, "failures": LoginHandler.failures})


async def announce(user):
    print("posted by", user)


def expire():
    limit = time.time() - MAX_AGE
    BoardHandler.posts[:] = [p for p in BoardHandler.posts if p["at"] > limit]
