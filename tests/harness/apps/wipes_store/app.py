from web import serve, store

# What a start command does that makes the tables anew each time.
store("PUT", "note", "")


def answer(request):
    if request.method == "PUT":
        store("PUT", "note", request.json)
    return 200, {"note": store("GET", "note")}, {}


serve(answer)
