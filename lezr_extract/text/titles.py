"""Titles of laws as they are printed."""


def in_marks(title: str) -> str:
    """A title in 《》, with a title inside it in 〈〉 (GB/T 15834-2011 4.15.3.4).

    >>> in_marks("示范省实施《灯会管理法》办法")
    '《示范省实施〈灯会管理法〉办法》'
    """
    inner = title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》"
