current_user = None  # <- AR202
def login(request):
    global current_user
    current_user = request.user
