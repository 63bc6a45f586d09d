"""Precision, recall and agreement of results against labels."""
