from ..plugins import plugin


@plugin("gift", priority=1)
def wrap(lines):
    lines = list(lines)
    lines.append({"sku": "giftwrap", "qty": 1})
    return lines
