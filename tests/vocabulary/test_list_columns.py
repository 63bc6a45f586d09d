"""What lists call their columns: every heading of the data file, both ways."""

import pytest
from lezr_extract.records import PowerType
from lezr_extract.vocabulary.list_columns import column_key, list_columns, listed_type


@pytest.mark.parametrize(
    ("column", "heading"),
    [(c, h) for c in list_columns() for h in c.must],
    ids=lambda v: getattr(v, "key", v),
)
def test_a_column_is_known_by_each_of_its_headings(column, heading):
    assert column_key(heading) == column.key


@pytest.mark.parametrize(
    ("column", "heading"),
    [(c, h) for c in list_columns() for h in c.must_not],
    ids=lambda v: getattr(v, "key", v),
)
def test_a_heading_that_only_looks_so_is_no_such_column(column, heading):
    assert column_key(heading) != column.key


def test_a_whole_cell_of_a_list_is_no_heading():
    assert not column_key(
        "对未按照规定填写实施依据的单位的处罚，由县级以上水利部门依照管理办法责令改正并予以公示后执行"
    )


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("行政处罚", PowerType.PENALTY),
        ("行政\n处罚", PowerType.PENALTY),  # a line break inside a narrow cell
        ("行政 处罚", PowerType.PENALTY),
        ("处罚类", PowerType.PENALTY),
        ("02", PowerType.PENALTY),
        ("行政强制措施", PowerType.COERCION),  # two halves of 行政强制法 art. 2
        ("其他行政权力", PowerType.OTHER),
        ("其他类", PowerType.OTHER),
        ("行政征用", PowerType.LEVY),
        ("公共服务", None),  # no administrative power
        ("", None),
    ],
)
def test_the_type_is_known_however_the_list_writes_it(words, kind):
    assert listed_type(words) is kind
