import asyncio
import secrets

import tornado.web
from tornado.ioloop import IOLoop


class Base(tornado.web.RequestHandler):
    SUPPORTED_METHODS = ("GET", "POST")
    limits = {"page": 20}

    def initialize(self, pool):
        self.pool = pool
        self.posts = []
        self.sums = {}

    def prepare(self):
        self.request_token = secrets.token_hex(8)
        self.set_header("X-Request", self.request_token)


class BoardHandler(Base):
    def get(self):
        with self.pool.connection() as conn:
            for by, text in conn.execute("select author, body from posts limit %s", (self.limits["page"],)):
                self.posts.append({"by": by, "text": text})
        self.write({"posts": self.posts})

    def post(self):
        with self.pool.connection() as conn:
            conn.execute("insert into posts(author, body) values (%s, %s)", ("nobody", self.get_body_argument("text")))
        self.set_status(201)


class ReportHandler(Base):
    async def get(self):
        loop = IOLoop.current()
        rows = await loop.run_in_executor(None, self.load)
        extra = asyncio.create_task(self.extra())
        for author, count in rows:
            self.sums[author] = self.sums.get(author, 0) + count
        self.sums.update(await extra)
        self.write(self.sums)

    async def extra(self):
        await asyncio.sleep(0)
        return {"total": len(self.sums)}

    def load(self):
        with self.pool.connection() as conn:
            return conn.execute("select author, count(*) from posts group by author").fetchall()
