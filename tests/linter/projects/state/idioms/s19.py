JOBS = {}  # <- AR201
def done(request):
    JOBS.pop(request.id, None)
def drop(request):
    del JOBS[request.id]
