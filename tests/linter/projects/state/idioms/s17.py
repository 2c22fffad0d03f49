import state
def view(request):
    state.latest = request.path  # <- AR202
