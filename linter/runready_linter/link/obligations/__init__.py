"""Obligations: what a function makes and has to release, followed over every path and through calls."""
