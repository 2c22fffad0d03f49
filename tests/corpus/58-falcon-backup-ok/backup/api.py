import os
import shutil
import tempfile

import falcon

from backup.files import atomic_write, remove_quietly
from backup.store import put


class Backup:
    def on_post(self, req, resp):
        fd, path = tempfile.mkstemp()
        try:
            with os.fdopen(fd, "wb") as f:
                shutil.copyfileobj(req.bounded_stream, f)
            put(path)
        except OSError as err:
            raise falcon.HTTPInternalServerError(description=str(err))
        finally:
            remove_quietly(path)


class Restore:
    def on_post(self, req, resp):
        with tempfile.TemporaryDirectory() as folder:
            shutil.unpack_archive(req.get_param("name", required=True), folder)
            atomic_write(os.path.join(folder, "MANIFEST"), b"restored")
            resp.media = os.listdir(folder)


app = falcon.App()
app.add_route("/backup", Backup())
app.add_route("/restore", Restore())
