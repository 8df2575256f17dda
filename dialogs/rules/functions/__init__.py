"""The vocabulary of rules and calculations: every function that an expression may call, by name."""

from dialogs.rules.functions import amounts, texts
from dialogs.rules.functions.registry import FUNCTIONS, NIL, NilType, Unit, UnitMismatch

__all__ = ["FUNCTIONS", "NIL", "NilType", "Unit", "UnitMismatch", "amounts", "texts"]
