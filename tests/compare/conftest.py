"""Laws built from a few lines, as files give them."""

import pytest
from lezr_extract.pipeline.job.one_source import law_of
from lezr_extract.records import Document
from lezr_extract.text.numerals import to_chinese


@pytest.fixture(scope="session")
def law():
    """Builds a law from its articles (number mark left out: they are numbered in order) or from whole lines."""

    def build(*articles, title="示范水渠条例", header="2020年1月1日示范会议通过"):
        lines = [title, header]
        lines += [
            words if words.startswith("第") else f"第{to_chinese(number)}条　{words}"
            for number, words in enumerate(articles, 1)
        ]
        built, _ = law_of(Document("示范.txt", "text", "", "\n".join(lines)))
        assert built is not None
        return built

    return build
