def view(request):
    view.count = getattr(view, "count", 0) + 1  # <- AR203
    return view.count
