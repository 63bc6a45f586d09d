"""Whether two articles regulate the same act (行为、事项), as measures with names; nothing is decided here.

`matter` reads once what is matched of a law and of an article; `nearest` says whether each article is the other's
nearest in its law; `measures` gives all measures of one pair. `measures_of_many` gives the same of many pairs as
arrays, over the words laid out by `words_of_many`: a measure of the one belongs in the other too.
"""
