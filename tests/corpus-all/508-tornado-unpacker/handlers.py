import io
import os
import shutil
import tempfile
import zipfile

import tornado.web


class UploadHandler(tornado.web.RequestHandler):
    def unpack(self):
        body = self.request.files["archive"][0]["body"]
        self.folder = tempfile.mkdtemp(dir="/tmp")
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            archive.extractall(self.folder)
        return os.listdir(self.folder)


class InspectHandler(UploadHandler):
    def post(self):
        try:
            names = self.unpack()
        except zipfile.BadZipFile:
            raise tornado.web.HTTPError(400)
        self.write({"files": names})


class PreviewHandler(tornado.web.RequestHandler):
    def prepare(self):
        self.target = os.path.join("/tmp", self.request.headers["X-Upload-Id"])

    def post(self):
        upload = self.request.files["archive"][0]
        with open(self.target, "wb") as out:
            out.write(upload["body"])
        shutil.unpack_archive(self.target, "/tmp/previews/" + upload["filename"], "zip")
        self.write({"size": os.path.getsize(self.target)})
