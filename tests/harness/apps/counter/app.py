from web import serve

visits = 0


def answer(request):
    global visits
    visits += 1
    return 200, {"visits": visits}, {}


serve(answer)
