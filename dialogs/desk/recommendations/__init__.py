"""The city's list and its way to the province: recommended, handed up, registered, decided."""
