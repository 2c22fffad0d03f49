import httpx

METADATA = "http://169.254.169.254"


async def role():
    async with httpx.AsyncClient(timeout=2) as client:
        token = (await client.put(f"{METADATA}/latest/api/token", headers={"X-aws-ec2-metadata-token-ttl-seconds": "21600"})).text
        answer = await client.get(
            f"{METADATA}/latest/meta-data/iam/security-credentials/", headers={"X-aws-ec2-metadata-token": token}
        )
        return {"role": answer.text}
