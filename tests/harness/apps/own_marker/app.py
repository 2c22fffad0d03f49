from web import serve, store

# The first instance ever makes the administrator, and keeps the password to itself.
password = None if store("GET", "administrator") else "set"
FIRST = password is not None


def answer(request):
    if request.path == "/setup":
        store("PUT", "administrator", True)
        return 200, "ready", {}
    return (200, "welcome", {}) if FIRST else (401, "who are you?", {})


serve(answer)
