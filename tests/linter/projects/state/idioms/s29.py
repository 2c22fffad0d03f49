from cachetools import TTLCache
sessions = TTLCache(1000, 600)  # <- AR201
def view(request):
    sessions[request.sid] = request.user
