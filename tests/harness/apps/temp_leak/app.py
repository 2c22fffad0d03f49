import tempfile

from web import serve


def answer(request):
    if request.path == "/export":
        with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as file:
            file.write("name,text\n")
    return 200, "exported", {}


serve(answer)
