import io
import os
import shutil
import tempfile
import zipfile

import tornado.web


class UploadHandler(tornado.web.RequestHandler):
    folder = None

    def unpack(self):
        body = self.request.files["archive"][0]["body"]
        self.folder = tempfile.mkdtemp(dir="/tmp")
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            archive.extractall(self.folder)
        return os.listdir(self.folder)

    def on_finish(self):
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


class InspectHandler(UploadHandler):
    def post(self):
        try:
            names = self.unpack()
        except zipfile.BadZipFile:
            raise tornado.web.HTTPError(400)
        self.write({"files": names})


class PreviewHandler(tornado.web.RequestHandler):
    async def post(self):
        upload = self.request.files["archive"][0]
        with tempfile.TemporaryDirectory() as folder:
            target = os.path.join(folder, "upload.zip")
            with open(target, "wb") as out:
                out.write(upload["body"])
            shutil.unpack_archive(target, os.path.join(folder, "content"), "zip")
            await self.render_files(os.path.join(folder, "content"))

    async def render_files(self, folder):
        for name in sorted(os.listdir(folder)):
            self.write(name + "\n")
        await self.flush()
