import queue, threading
q = queue.Queue()
def worker():
    while True:
        handle(q.get())
threading.Thread(target=worker, daemon=True).start()  # <- AR206
def view(request):
    q.put(request.body)
