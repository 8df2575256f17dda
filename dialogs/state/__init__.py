"""Where a conversation stands between two turns: the states of the machine and what each button does."""
