"""The list in the forms that offices use."""
