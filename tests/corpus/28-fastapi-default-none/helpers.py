def remember(players, seen=None):
    if seen is None:
        seen = []
    for p in players:
        if p not in seen:
            seen.append(p)
    return len(seen)


def with_defaults(options, defaults={"limit": 10}):
    merged = {**defaults, **options}
    merged["page"] = 1
    return merged
