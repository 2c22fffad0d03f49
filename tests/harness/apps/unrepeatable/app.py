from web import serve, store


def answer(request):
    if request.method == "POST":
        name = request.json["name"]
        if store("GET", f"users-{name}"):
            return 409, "this name is taken", {}
        store("PUT", f"users-{name}", True)
        return 201, "registered", {}
    return 200, "hello", {}


serve(answer)
