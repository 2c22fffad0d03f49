"""Where instances run: containers on an engine, or processes on this machine, behind one Protocol (`base`)."""
