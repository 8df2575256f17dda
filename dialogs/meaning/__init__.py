"""What a typed message means: the ladder of readings (``hearing``), its rungs, and what is done about each."""
