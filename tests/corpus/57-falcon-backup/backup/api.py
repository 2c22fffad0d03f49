import atexit
import os
import shutil
import tempfile

import falcon

from backup.store import put


class Backup:
    def on_post(self, req, resp):
        fd, path = tempfile.mkstemp()
        try:
            with os.fdopen(fd, "wb") as f:
                shutil.copyfileobj(req.bounded_stream, f)
            put(path)
        except OSError as err:
            os.unlink(path)
            raise falcon.HTTPInternalServerError(description=str(err))
        else:
            os.unlink(path)


class Restore:
    def on_post(self, req, resp):
        folder = tempfile.mkdtemp()
        atexit.register(shutil.rmtree, folder)
        shutil.unpack_archive(req.get_param("name", required=True), folder)
        resp.media = os.listdir(folder)


app = falcon.App()
app.add_route("/backup", Backup())
app.add_route("/restore", Restore())
