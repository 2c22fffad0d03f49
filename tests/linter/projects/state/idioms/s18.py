JOBS = {}  # <- AR201
def view(request):
    d = JOBS
    d[request.id] = 1
