import copy

RATES = {"EUR": 1.0, "USD": 1.09, "GBP": 0.85}
STEPS = [1, 10, 100]
ROUNDING = {"EUR": {"digits": 2, "mode": "half-up"}}
STEPS.extend([1000, 10000])
for _code in ("CHF", "SEK"):
    RATES[_code] = 1.0
del _code


def rounding(code, digits=None):
    table = copy.deepcopy(ROUNDING)
    table.setdefault(code, {"digits": 2, "mode": "half-even"})
    if digits is not None:
        table[code]["digits"] = digits
    return table[code]


def rates(extra):
    merged = RATES | extra
    merged["XXX"] = 0.0
    return merged
