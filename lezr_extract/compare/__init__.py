"""Stage 6: laws are set side by side.

Two laws against each other, in the order in which it happens:

1. `reading`: a law becomes its articles with the acts that they regulate.
2. `candidates`: which pairs of articles are worth comparing at all.
3. `same_act`: whether the two articles of a pair regulate the same act (行为、事项).
4. `consequences`: in what the consequences of both acts depart from each other.
5. `relating`: what the pair is then: duplicate, refinement, conflict, overlap, parallel, related or nothing.
6. `checks`: the findings C01–C25 that follow, with their guards and levels.
7. `page`: the findings as one page to read.

`wording` weighs the words of provisions for 2 to 4. Two versions of one law are another matter: `versions` sets them
beside each other, `amending` applies the decision that changed the one into the other.
"""
