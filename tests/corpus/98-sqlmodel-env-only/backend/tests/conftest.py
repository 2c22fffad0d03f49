import pytest
from sqlalchemy.ext.asyncio import create_async_engine


@pytest.fixture
async def engine():
    engine = create_async_engine("sqlite+aiosqlite:///:memory:")
    yield engine
    await engine.dispose()
