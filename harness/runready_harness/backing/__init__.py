"""Real services beside the application: started once a run, before its instances, and removed after them."""
