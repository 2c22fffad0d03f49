import falcon


class Notes:
    def __init__(self, storage):
        self.storage = storage

    def on_put(self, req, resp, key):
        self.storage.write(key, req.bounded_stream.read().decode())
        resp.status = falcon.HTTP_204

    def on_get(self, req, resp, key):
        resp.text = self.storage.read(key)


class Attachments:
    def __init__(self, storage):
        self.storage = storage

    def on_put(self, req, resp, key, name):
        self.storage.attach(key, name, req.bounded_stream)
        resp.status = falcon.HTTP_201

    def on_get(self, req, resp, key, name):
        stream = self.storage.attachment(key, name)
        if stream is None:
            raise falcon.HTTPNotFound()
        resp.stream = stream


class Search:
    def __init__(self, storage):
        self.storage = storage

    def on_get(self, req, resp):
        word = req.get_param("q", required=True)
        resp.media = [key for key in self.storage.keys() if word in key]
