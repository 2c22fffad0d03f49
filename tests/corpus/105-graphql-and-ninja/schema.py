import strawberry

BOOKS: list["Book"] = []


@strawberry.type
class Book:
    title: str


@strawberry.type
class Query:
    @strawberry.field
    def books(self) -> list[Book]:
        return BOOKS


@strawberry.type
class Mutation:
    @strawberry.mutation
    def add_book(self, title: str) -> Book:
        book = Book(title=title)
        BOOKS.append(book)
        return book


schema = strawberry.Schema(query=Query, mutation=Mutation)
