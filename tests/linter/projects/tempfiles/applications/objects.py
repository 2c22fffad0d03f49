import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.http import FileResponse, HttpResponse, JsonResponse

pool = ThreadPoolExecutor()


class Scratch:
    def __init__(self):
        self.path = tempfile.mkdtemp()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.close()

    def close(self):
        shutil.rmtree(self.path, ignore_errors=True)


def managed(request):
    with Scratch() as s:
        return HttpResponse(build(s.path))


class Forgotten:
    def __init__(self):
        self.path = tempfile.mkdtemp()  # <- AR301

    def close(self):
        shutil.rmtree(self.path)


def forgets(request):
    f = Forgotten()
    return HttpResponse(build(f.path))


class Closed:
    def __init__(self, data):
        fd, self.path = tempfile.mkstemp()
        with os.fdopen(fd, "wb") as out:
            out.write(data)

    def remove(self):
        os.unlink(self.path)


def closes(request):
    c = Closed(request.body)
    try:
        return HttpResponse(build(c.path))
    finally:
        c.remove()


class Job:
    def __init__(self):
        self.folder = None

    def run(self):
        self.folder = tempfile.mkdtemp()
        try:
            return self.work()
        finally:
            self.cleanup()

    def work(self):
        return build(self.folder)

    def cleanup(self):
        if self.folder and os.path.isdir(self.folder):
            shutil.rmtree(self.folder)


def runs(request):
    return HttpResponse(Job().run())


class Exporter:
    def export(self, rows):
        self.tmp = tempfile.NamedTemporaryFile(delete=False)  # <- AR301
        self.tmp.write(rows)
        return self.tmp.name


def exports(request):
    return FileResponse(open(Exporter().export(request.body), "rb"))


class DeletingResponse(FileResponse):
    def __init__(self, path):
        self.path = path
        super().__init__(open(path, "rb"))

    def close(self):
        super().close()
        os.unlink(self.path)


def deletes(request):
    fd, path = tempfile.mkstemp()
    os.close(fd)
    return DeletingResponse(path)


@dataclass
class Result:
    path: str
    size: int


def produce(data):
    fd, path = tempfile.mkstemp()  # <- AR301
    os.close(fd)
    return Result(path=path, size=len(data))


def uses(request):
    r = produce(request.body)
    return JsonResponse({"size": r.size})


def produce_well(data):
    fd, path = tempfile.mkstemp()
    os.close(fd)
    return Result(path, len(data))


def uses_well(request):
    r = produce_well(request.body)
    try:
        return HttpResponse(build(r.path))
    finally:
        os.unlink(r.path)


def work_and_remove(path):
    try:
        process(path)
    finally:
        os.remove(path)


def hands_to_pool(request):
    fd, path = tempfile.mkstemp()
    os.close(fd)
    pool.submit(work_and_remove, path)
    return HttpResponse()


def safe_remove(path):
    try:
        os.remove(path)
    except OSError:
        pass


def with_helper(request):
    tmp = tempfile.NamedTemporaryFile(delete=False)
    try:
        for chunk in request.FILES["f"].chunks():
            tmp.write(chunk)
        tmp.close()
        return HttpResponse(build(tmp.name))
    finally:
        safe_remove(tmp.name)


def unpack_pair(data):
    d = tempfile.mkdtemp()
    return d, os.path.join(d, "in")


def pair_user(request):
    d, target = unpack_pair(request.body)
    try:
        return HttpResponse(build(target))
    finally:
        shutil.rmtree(d)


def sibling(request):
    fd, path = tempfile.mkstemp()
    os.close(fd)
    out = path + ".pdf"
    try:
        with open(out, "wb") as f:  # <- AR301
            f.write(render(path))
        return HttpResponse(build(out))
    finally:
        os.unlink(path)


def replaced(request):
    fd, path = tempfile.mkstemp()
    os.close(fd)
    try:
        build(path)
    except Exception:
        os.unlink(path)
        raise
    else:
        shutil.move(path, "/srv/data/x")
    return HttpResponse()
