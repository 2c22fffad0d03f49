def nightly():
    print("nightly digest")


def hourly():
    print("hourly digest")


def once(user):
    print("digest for", user)
