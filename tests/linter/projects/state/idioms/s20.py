RECENT = []  # <- AR201
def view(request):
    RECENT[:] = [request.path] + RECENT[:9]
