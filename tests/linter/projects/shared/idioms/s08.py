class Store:
    items = []  # <- AR203
def view(request):
    Store.items.append(request.body)
