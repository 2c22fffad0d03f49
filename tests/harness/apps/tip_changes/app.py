from web import serve, store


def answer(request):
    # By itself, after a while: the same for every instance.
    return 200, {"tip": "drink water" if store("POST", "asked") <= 4 else "go for a walk"}, {}


serve(answer)
