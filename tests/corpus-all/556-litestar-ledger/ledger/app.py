from litestar import Litestar
from litestar.plugins.sqlalchemy import SQLAlchemyAsyncConfig, SQLAlchemyPlugin

from ledger.controllers import EntryController, StatementController

db = SQLAlchemyAsyncConfig(connection_string="sqlite+aiosqlite:///ledger.sqlite", create_all=True)

app = Litestar(route_handlers=[EntryController, StatementController], plugins=[SQLAlchemyPlugin(config=db)])
