import asyncio
import sys

from svc.events import EventService

if __name__ == "__main__":
    print("mode", sys.argv[1:])
    asyncio.run(EventService().serve())
