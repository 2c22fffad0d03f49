import itertools

from web import serve

notes = {}
numbers = itertools.count(1)


def answer(request):
    if request.method == "POST":
        number = str(next(numbers))
        notes[number] = request.json["text"]
        return 201, {"id": number}, {}
    number = request.path.rpartition("/")[2]
    return (200, {"text": notes[number]}, {}) if number in notes else (404, {"error": "no such note"}, {})


serve(answer)
