"""In what two acts depart from each other once they are the same: what follows from each, set against the other.

`differences` is what is asked; it sets fines (`fines`), organs (`holders`) and, of near copies, conditions, scope and
time limits (`near_copies`) against each other. `overlaps` sorts the cases in which two organs hold one duty (职责交叉).
"""
