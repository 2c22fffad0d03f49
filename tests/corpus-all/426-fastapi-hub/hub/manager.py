import asyncio


class Singleton(type):
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class StreamManager:
    def __init__(self):
        self.queues = []
        self.sent = 0

    def open(self):
        queue = asyncio.Queue()
        self.queues.append(queue)
        return queue

    def close(self, queue):
        self.queues.remove(queue)

    async def broadcast(self, text):
        for queue in self.queues:
            await queue.put(text)
        self.sent += 1


manager = StreamManager()
