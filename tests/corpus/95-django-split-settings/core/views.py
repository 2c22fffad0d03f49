import dbm
import sqlite3

from django.http import JsonResponse

memory = sqlite3.connect(":memory:", check_same_thread=False)
_lookups = 0


def geo(request, ip):
    global _lookups
    _lookups += 1
    with dbm.open("/var/cache/geo", "c") as known:
        if ip not in known:
            known[ip] = memory.execute("select country from ranges where ip = ?", [ip]).fetchone()[0]
        return JsonResponse({"country": known[ip].decode(), "lookups": _lookups})
