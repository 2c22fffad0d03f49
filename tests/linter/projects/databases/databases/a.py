import databases, os
URL=os.getenv('DATABASE_URL','sqlite:///./t.db')
database=databases.Database(URL)  # <- AR303
