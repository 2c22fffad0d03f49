from functools import cached_property, lru_cache

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    redis_url: str
    search_url: str
    token_ttl: int = 3600
    tags: list[str] = []

    @cached_property
    def tag_set(self):
        return frozenset(self.tags)


@lru_cache
def settings() -> Settings:
    return Settings()
