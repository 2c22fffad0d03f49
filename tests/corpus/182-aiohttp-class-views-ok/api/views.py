from aiohttp import web

votes = (0, 0)
WEIGHTS = [1, 2]


class VoteView(web.View):
    async def post(self):
        choice = int((await self.request.post())["choice"])
        votes = [0, 0]
        votes[choice] += WEIGHTS[choice]
        async with self.request.app["pool"].acquire() as con:
            await con.execute("update votes set n = n + $1", votes[choice])
        weights = [w for w in WEIGHTS]
        weights.pop()
        return web.json_response({"votes": votes})
