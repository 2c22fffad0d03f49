from ninja import NinjaAPI

api = NinjaAPI()
_next = 1


@api.post("/orders")
def order(request):
    return {"number": _number()}


def _number():
    global _next
    number, _next = _next, _next + 1
    return number
