from .memory import audit, sessions

__all__ = ["audit", "sessions"]
