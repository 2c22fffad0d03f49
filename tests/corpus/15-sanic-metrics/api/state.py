stats = {"requests": 0, "errors": 0}
maintenance = False
