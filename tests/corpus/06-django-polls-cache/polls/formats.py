from django.http import HttpResponse, JsonResponse

FORMATS = {}


def register(name):
    def decorator(fn):
        FORMATS[name] = fn
        return fn
    return decorator


@register("json")
def as_json(found):
    return JsonResponse(found)


@register("text")
def as_text(found):
    lines = []
    for choice, n in found.items():
        lines.append(f"{choice} {n}")
    return HttpResponse("\n".join(lines), content_type="text/plain")
