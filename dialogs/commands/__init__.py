"""What is done on request: the commands of the conversation, reminders, and what departments are asked for."""
