"""People at the desk: invited, withdrawn, filled in for."""
