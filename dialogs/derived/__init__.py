"""What follows from what was said, derived every time and never stored: findings, what is missing, dates, lists."""
