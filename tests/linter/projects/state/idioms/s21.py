import queue, threading
q = queue.Queue()  # <- AR201
def worker():
    while True:
        handle(q.get())
threading.Thread(target=worker, daemon=True).start()
def view(request):
    q.put(request.body)
