import os
import shutil
import tempfile
import uuid

from pyramid.response import FileResponse, Response
from pyramid.view import view_config
from wand.image import Image

UPLOADS = os.path.join(os.path.dirname(__file__), "uploads")


@view_config(route_name="upload", request_method="POST", renderer="json")
def upload(request):
    source = request.POST["book"].file
    target = os.path.join(UPLOADS, f"{uuid.uuid4()}.epub")
    partial = target + "~"
    source.seek(0)
    with open(partial, "wb") as out:
        shutil.copyfileobj(source, out)
    os.rename(partial, target)
    return {"key": os.path.basename(target)}


@view_config(route_name="thumb", request_method="POST")
def thumb(request):
    fd, path = tempfile.mkstemp(suffix=".png")
    os.close(fd)
    with Image(file=request.POST["image"].file) as image:
        image.transform(resize="200x200>")
        image.save(filename=path)
    response = FileResponse(path, request=request, content_type="image/png")
    return response
