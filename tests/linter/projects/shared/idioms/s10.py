class Store:
    def __init__(self):
        self._d = {}
    def put(self, k, v):
        self._d[k] = v
store = Store()  # <- AR203
def view(request):
    store.put(request.user, request.body)
