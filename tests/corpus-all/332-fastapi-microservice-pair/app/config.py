from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    app_name: str = "orders"
    payment_service_url: str = "http://localhost:8001"
    user_service_url: str = "http://users.internal:8002"
    rabbitmq_url: str = "amqp://guest:guest@localhost/"
    log_level: str = "INFO"

    class Config:
        env_file = ".env"


settings = Settings()
