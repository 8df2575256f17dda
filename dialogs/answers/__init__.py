"""From words to answers: asking, taking down, objecting, correcting, what follows from a figure, taking back."""
