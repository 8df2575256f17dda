"""What is kept of a county: an application, its files, its place in a region; and the JSON in which it is kept."""
