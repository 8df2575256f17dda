"""What a coordinator keeps and sets: flags, notes, reminders to oneself, dates, holidays; and taking back."""
