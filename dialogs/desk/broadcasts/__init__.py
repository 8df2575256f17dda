"""Broadcasts at the desk: whom they are for, how they look, when they go, what became of them, what comes back."""
