class Settings:
    debug = False
settings = Settings()  # <- AR203
def view(request):
    settings.debug = True
