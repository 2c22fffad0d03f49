from metering.decorators import Command, action


@action("sum")
def total(values):
    out = 0
    for v in values:
        out += v
    return out


@action()
def longest(values):
    return max(values, key=len, default=None)


class Deploy(Command):
    def run(self):
        return self.step("build").step("push").steps


class Rollback(Command):
    def run(self):
        return self.step("pull").steps
