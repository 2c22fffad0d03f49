def view(request):
    globals()["last"] = request.path  # <- AR202
