import threading

print("loading the model", flush=True)
threading.Event().wait()
