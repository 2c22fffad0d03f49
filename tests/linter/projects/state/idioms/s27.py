import itertools
ids = itertools.count(1)  # <- AR201
def view(request):
    return {"id": next(ids)}
