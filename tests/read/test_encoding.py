import pytest
from lezr_extract.read.encoding import decode, decode_beginning
from lezr_extract.read.source import RefusedError

LAW = "第一条　为了加强河道采砂管理，制定本条例。\n第二条　违反本条例规定的，由水行政主管部门处1万元以上5万元以下的罚款。\n"


@pytest.mark.parametrize(
    ("data", "name", "note"),
    [
        (LAW.encode(), "utf-8", "UTF-8"),
        (LAW.encode("utf-8-sig"), "utf-8", "UTF-8 with mark"),
        (LAW.encode("gb18030"), "gb18030", "GB18030"),
        (LAW.encode("gbk"), "gb18030", "GBK"),
        (LAW.encode("utf-16"), "utf-16-le", "UTF-16 with mark"),
        (b"\xfe\xff" + LAW.encode("utf-16-be"), "utf-16-be", "UTF-16 of the other order with mark"),
        (LAW.encode("utf-16-le"), "utf-16-le", "UTF-16 without mark"),
        (LAW.encode("utf-16-be"), "utf-16-be", "UTF-16 of the other order without mark"),
        (LAW.encode("utf-32"), "utf-32-le", "UTF-32"),
    ],
)
def test_every_encoding_of_the_field_gives_the_same_text(data, name, note):
    assert decode(data) == (LAW, name), note


def test_a_few_broken_bytes_show_and_the_text_stays():
    text, name = decode((LAW * 30).encode().replace("采砂".encode(), b"\xe9\x87\xb1\xff", 1))
    assert name == "utf-8"
    assert "\ufffd" in text
    assert text.count("第二条") == 30


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00" * 500, b"\xff\xf0\x80" * 200])
def test_bytes_of_no_text_are_refused(data):
    with pytest.raises(RefusedError, match="UTF-8"):
        decode(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16"])
def test_a_beginning_cut_anywhere_is_still_text(encoding):
    data = (LAW * 3).encode(encoding)
    for end in range(len(data) - 40, len(data)):
        assert "采砂管理" in decode_beginning(data[:end])
