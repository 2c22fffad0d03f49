import dataclasses
import enum

from pydantic import BaseModel, Field


class Kind(enum.Enum):
    DEBIT = "debit"
    CREDIT = "credit"

    @property
    def sign(self):
        return {"debit": -1, "credit": 1}[self.value]


@dataclasses.dataclass
class Line:
    account: str
    amount: int = 0
    tags: list[str] = dataclasses.field(default_factory=list)


class Booking(BaseModel):
    lines: list[dict] = []
    meta: dict[str, str] = Field(default_factory=dict)

    def add(self, line: Line) -> None:
        self.lines.append(dataclasses.asdict(line))
        self.meta["count"] = str(len(self.lines))
