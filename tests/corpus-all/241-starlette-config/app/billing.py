import httpx

from app import conf


async def invoices(customer):
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{conf.BILLING_URL}/invoices", params={"customer": customer})
        return answer.json()
