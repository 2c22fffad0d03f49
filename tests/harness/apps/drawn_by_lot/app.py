import secrets

from web import serve

# The tip of the day is one of two: two undisturbed answers are the same by chance, and a later one is not.
serve(lambda request: (200, {"tip": secrets.choice(["drink water", "go for a walk"])}, {}))
