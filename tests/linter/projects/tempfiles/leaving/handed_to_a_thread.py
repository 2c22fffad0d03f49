import tempfile, threading
def work(path):
    process(path)
def handler(data):
    path = tempfile.mkstemp()[1]  # <- AR301
    threading.Thread(target=work, args=(path,)).start()
