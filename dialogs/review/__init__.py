"""Between a county and its coordinator: handing in, answering comments, writing back."""
