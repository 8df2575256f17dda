"""What the machine says, as values without wording."""
