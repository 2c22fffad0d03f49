from collections import deque
history = deque(maxlen=50)  # <- AR201
def view(request):
    history.appendleft(request.path)
