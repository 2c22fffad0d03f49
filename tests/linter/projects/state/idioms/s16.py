from state import JOBS
def view(request):
    JOBS[request.id] = "new"  # <- AR201
