import pytest
from lezr_extract.text.titles import in_marks


@pytest.mark.parametrize(
    ("title", "shown", "note"),
    [
        ("示范省实施《灯会管理法》办法", "《示范省实施〈灯会管理法〉办法》", "a title inside a title"),
        ("示范省实施〈灯会管理法〉办法", "《示范省实施〈灯会管理法〉办法》", "marked so already"),
        ("灯会管理法", "《灯会管理法》", "none inside"),
    ],
)
def test_a_title_inside_a_title_stands_in_single_marks(title, shown, note):
    assert in_marks(title) == shown, note
