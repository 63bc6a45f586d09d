"""The words of provisions, weighed: what they share beyond the formulas of statutes.

`one_text` says what counts and how much, for a text by itself and for two of them; `many_texts` finds the same of many
at once, with the steps of `arrays`.
"""
