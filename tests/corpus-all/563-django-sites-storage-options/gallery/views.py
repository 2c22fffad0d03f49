import tempfile
from pathlib import Path

from django.core.files import File
from django.http import FileResponse, JsonResponse
from PIL import Image

from .models import Picture


def add(request):
    picture = Picture(file=request.FILES["picture"])
    picture.save()
    return JsonResponse({"url": picture.file.url})


def sheet(request):
    canvas = Image.new("RGB", (800, 800))
    out = Path(tempfile.mkdtemp(), "sheet.png")
    for index, picture in enumerate(Picture.objects.all()[:16]):
        with picture.file.open() as source:
            canvas.paste(Image.open(source).resize((200, 200)), (index % 4 * 200, index // 4 * 200))
    canvas.save(out)
    return FileResponse(out.open("rb"), filename="sheet.png")
