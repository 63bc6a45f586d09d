"""The office decides: suggestions, the review pages' work, lists taken back, exports and the draft opinion."""
