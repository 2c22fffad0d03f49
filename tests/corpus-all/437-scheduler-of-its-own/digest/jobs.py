last = None


def nightly():
    global last
    last = "nightly"
    print("nightly digest")


def hourly():
    global last
    last = "hourly"
    print("hourly digest")
