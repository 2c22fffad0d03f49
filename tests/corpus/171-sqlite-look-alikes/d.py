import connect
import shelve_books as shelve

con = connect.connect("app.db")
shelf = shelve.open("books")
