import time
import uuid


class Context:
    header = "X-Request"

    def process_request(self, req, resp):
        req.context.started = time.monotonic()
        req.context.id = uuid.uuid4().hex
        req.context.notes = []
        req.env["inventory.id"] = req.context.id

    def process_response(self, req, resp, resource, req_succeeded):
        req.context.notes.append("done")
        resp.set_header(self.header, req.context.id)
        resp.append_header("X-Notes", str(len(req.context.notes)))
