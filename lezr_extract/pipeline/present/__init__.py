"""The list that the office publishes now: checked against the laws, its names against the rules of naming."""
