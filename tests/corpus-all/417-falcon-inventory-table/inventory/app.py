import os

import falcon
from sqlalchemy import create_engine

from inventory.middleware import Context
from inventory.resources import ItemResource, SearchResource

engine = create_engine(os.environ["DATABASE_URL"])
api = falcon.App(middleware=[Context()])
api.req_options.strip_url_path_trailing_slash = True
api.add_route("/items", ItemResource(engine))
api.add_route("/search", SearchResource(engine))


def handle(req, resp, ex, params):
    resp.media = {"error": str(ex)}
    resp.status = falcon.HTTP_500


api.add_error_handler(Exception, handle)
