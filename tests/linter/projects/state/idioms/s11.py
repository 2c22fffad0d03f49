def view(request, seen=[]):  # <- AR201
    seen.append(request.user)
    return len(seen)
