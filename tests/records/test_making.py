"""Records made quickly are the records that their class makes."""

from dataclasses import FrozenInstanceError, dataclass, replace

import pytest
from lezr_extract.records.making import changer, maker


@dataclass(frozen=True, slots=True)
class Brook:
    name: str
    length: int
    dry: bool = False


def test_a_record_made_of_all_its_fields_is_the_one_that_its_class_makes():
    made = maker(Brook)("青溪", 12, True)
    assert made == Brook("青溪", 12, dry=True)
    assert hash(made) == hash(Brook("青溪", 12, dry=True))
    with pytest.raises(FrozenInstanceError):
        made.length = 3


def test_a_record_is_made_of_no_more_and_no_fewer_cells_than_it_has_fields():
    for cells in (("青溪", 12), ("青溪", 12, True, 1)):
        with pytest.raises(ValueError, match="zip"):
            maker(Brook)(*cells)


def test_a_changed_record_is_another_one_that_differs_in_what_was_said():
    one = Brook("青溪", 12)
    assert changer(Brook)(one, length=13) == replace(one, length=13)
    assert one.length == 12
    with pytest.raises(KeyError):
        changer(Brook)(one, depth=2)
