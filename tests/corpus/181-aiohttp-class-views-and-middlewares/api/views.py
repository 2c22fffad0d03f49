from aiohttp import web

from api.middlewares import REQUEST_IDS

votes = [0, 0]
names = bytearray()


class VoteView(web.View):
    async def post(self):
        choice = int((await self.request.post())["choice"])
        votes[choice] += 1
        names.extend(b"x")
        return web.json_response({"votes": votes, "ids": len(REQUEST_IDS)})
