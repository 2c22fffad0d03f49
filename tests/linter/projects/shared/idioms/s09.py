class Jobs:
    active = {}  # <- AR203
    @classmethod
    def start(cls, job):
        cls.active[job.id] = job
