import strawberry

BOOKS = []  # <- AR201


@strawberry.type
class Mutation:
    @strawberry.mutation
    def add_book(self, title: str) -> str:
        BOOKS.append(title)
        return title
