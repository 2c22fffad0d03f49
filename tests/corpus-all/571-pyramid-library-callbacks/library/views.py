import os
import subprocess
import tempfile

from pyramid.response import FileResponse, Response
from pyramid.view import view_config
from wand.image import Image


@view_config(route_name="thumb", request_method="POST")
def thumb(request):
    fd, path = tempfile.mkstemp(suffix=".png")
    os.close(fd)

    def remove(request):
        os.unlink(path)

    request.add_finished_callback(remove)
    with Image(file=request.POST["image"].file) as image:
        image.transform(resize="200x200>")
        image.save(filename=path)
    return FileResponse(path, request=request, content_type="image/png")


@view_config(route_name="epub", request_method="POST")
def epub(request):
    folder = tempfile.TemporaryDirectory()
    request.add_finished_callback(lambda request: folder.cleanup())
    source = os.path.join(folder.name, "book.md")
    with open(source, "wb") as out:
        out.write(request.body)
    subprocess.run(["pandoc", source, "-o", source + ".epub"], check=True)
    return FileResponse(source + ".epub", request=request)
