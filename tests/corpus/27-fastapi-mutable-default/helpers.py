def remember(player, seen=[]):
    # how many different players we had
    if player not in seen:
        seen.append(player)
    return len(seen)


def join(names, sep=[", "]):
    return sep[0].join(names)
