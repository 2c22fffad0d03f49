broker_url = "pyamqp://"  # <- AR402
