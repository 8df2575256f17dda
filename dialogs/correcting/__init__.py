"""An answer that stands, said to be another: which one is meant, what of it changes, and what it then says."""
