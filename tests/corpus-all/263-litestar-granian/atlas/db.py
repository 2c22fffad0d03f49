from psycopg_pool import AsyncConnectionPool

pool = AsyncConnectionPool("host=localhost port=5432 dbname=atlas user=atlas", open=False)
