import falcon

from notes.resources import Attachments, Notes, Search
from notes.storage import Directory

storage = Directory("notes_data")
application = falcon.App()
application.add_route("/notes/{key}", Notes(storage))
application.add_route("/notes/{key}/attachments/{name}", Attachments(storage))
application.add_route("/search", Search(storage))
