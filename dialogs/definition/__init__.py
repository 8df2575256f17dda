"""What a form is: questions, notice, parts, working days, and how an edition is loaded."""
