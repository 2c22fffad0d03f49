LAST = {}  # <- AR201
def view(request):
    LAST["a"], LAST["b"] = request.a, request.b
