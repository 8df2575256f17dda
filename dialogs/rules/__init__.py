"""The expression language of the form: parsed, typed, evaluated in decimals and three-valued logic."""
