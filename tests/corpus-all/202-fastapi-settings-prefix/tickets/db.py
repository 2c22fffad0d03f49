from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

from .settings import get_settings

engine = create_async_engine(get_settings().database_url, pool_pre_ping=True)
Session = async_sessionmaker(engine, expire_on_commit=False)


async def session():
    async with Session() as s:
        yield s
