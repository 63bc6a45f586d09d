"""What the tables and columns mean: the source of docs/lookup/tables.md, compared with the real schema by a test.

The SQL stands in ``migrations/``; a table or column that is not explained here fails the tests.
"""

from dataclasses import dataclass

# Number of the newest migration; written into every database (PRAGMA user_version, and meta).
VERSION = 6


@dataclass(frozen=True, slots=True)
class Table:
    """A table and what it holds.

    Attributes:
        name: in the database.
        meaning: in Chinese, for docs/lookup/tables.md.
        columns: name → meaning, in the order of the database; ``JSON`` at the head of a meaning says that the
            cell holds a JSON value.
    """

    name: str
    meaning: str
    columns: dict[str, str]


_SPAN = {"start": "起，法律正文（laws.text）中的字符位置", "end": "止，不含"}

TABLES: tuple[Table, ...] = (
    Table(
        "meta",
        "数据库自身的说明",
        {"key": "名称：schema_version 结构版本，lezr_version 程序版本", "value": "值"},
    ),
    Table(
        "runs",
        "每次运行一行；只有这张表随时间变化，其余各表由输入决定",
        {
            "number": "序号",
            "started": "开始时间，UTC，ISO 8601",
            "seconds": "用时，秒",
            "lezr_version": "程序版本",
            "options": "JSON 对象：选项",
            "counts": "JSON 对象：件数、条数等",
        },
    ),
    Table(
        "laws",
        "法律的一个版本一行；名称、版本和文字都相同的文件只收一次",
        {
            "id": "稳定编号：名称、版本、正文的 sha256 前 16 位",
            "number": "读入顺序，从 1 起",
            "title": "全称，不带书名号",
            "short_title": "去掉“中华人民共和国”的名称",
            "version": "区分版本的日期（最后修改，否则公布，否则通过），YYYY-MM-DD，不明为空",
            "rank": "效力层级",
            "issuer": "制定机关，不明为空",
            "document_number": "文号，不明为空",
            "territory": "地域：全国或行政区划，不明为空",
            "adopted": "通过日期，不明为 NULL",
            "published": "公布日期，不明为 NULL",
            "effective": "施行日期，不明为 NULL",
            "ended": "失效日期，不明为 NULL",
            "status": "效力状态；状态不明不当作现行有效",
            "represented_by": "同名同地域的法律中代替它列入权责清单的版本（laws.id）；自己列入的为 NULL",
            "evidence": "JSON 对象：rank、status、adopted、published、effective、ended 各自的根据 "
            "{value, words, span}",
            "parts": "JSON 数组：正文的组成 [类别, 起, 止]，前后相接，不缺不叠",
            "annexes": "JSON 数组：附件 [标题, 起, 止]",
            "text": "正文，所有位置都指它",
        },
    ),
    Table(
        "files",
        "读过的每个文件一行，没有成为法律的也在内（原因见 problems）",
        {
            "number": "读入顺序，从 1 起",
            "file": "给出的路径，加上其下找到的部分；数据库中的一件在 # 之后",
            "format": "按内容认出的格式，读不了为空",
            "sha256": "文件的（容器成员为其文字的）sha256，读不了为空",
            "law_id": "成为哪件法律（laws.id）；没有成为法律为 NULL",
            "pages": "JSON 数组：[正文位置, 页码]；没有页的格式为空数组",
            "lines": "JSON 数组：[正文位置, 文件的第几行]，其后正文每换一行加一；文件不是文本行的为空数组",
            "boxes": "JSON 数组：[正文位置, 页码, 左, 上, 右, 下]，从该位置起的一行印在页上何处（从页的左上角量，"
            "单位磅，图片为像素）；不知道的为空数组",
        },
    ),
    Table(
        "articles",
        "条",
        {
            "number": "全库序号，从 1 起；全文检索的行号",
            "id": "稳定编号：法律编号-第几条（按出现顺序，从 1 起，四位）",
            "law_id": "所属法律（laws.id）",
            "article": "条号，规范中文数字，如 第一百三十三条之一",
            "path": "JSON 数组：上级编、分编、章、节，由外到内",
            "caption": "条名（某些版本的【…】），没有为空",
            "text": "全文，不含条号",
            "start": "条（含条号）的起，laws.text 中的字符位置",
            "end": "条的止，不含",
            "text_start": "text 的起",
            "text_end": "text 的止，不含",
            "paragraphs": "JSON 数组：款 {number, text, span, items:[{no, text, span, items}], tail}",
            "original": "text 在文件中的原样，整理时改动了文字的才有，否则 NULL",
        },
    ),
    Table(
        "agencies",
        "机关登记簿（本库中用到的）",
        {
            "id": "稳定编号",
            "name": "今名",
            "level": "国务院、省、市、县、乡或各级",
            "territory": "全国或行政区划",
            "duties": "JSON 数组：法条用来称呼它的领域词",
            "local_names": "JSON 数组：地方常用名称",
            "valid_from": "存续起，不明为空",
            "valid_to": "存续止，仍在为空",
            "successors": "JSON 数组：承接机关的编号；职责拆分的有多个",
            "note": "审核时须知",
        },
    ),
    Table(
        "powers",
        "条文中的行政权力",
        {
            "id": "稳定编号：条编号-p序号",
            "article_id": "所在条（articles.id）",
            "type": "类型，十类之一",
            "alt": "JSON 数组：也说得通的其他类型",
            "alt_reason": "其他类型的理由",
            "role": "basis 设定或分配权力；related 只规范别处设定的权力",
            "kinds": "JSON 数组：种类，如 罚款、责令改正",
            "paragraph": "所在款，从 1 起",
            "item": "所在项，中文数字，没有为 NULL",
            "act": "所管的行为或事项，法条原词",
            "conduct": "JSON 数组：所引的行为条款，原文",
            "holder": "JSON 数组：行使主体，原文；条文未写为空数组",
            "holder_spans": "JSON 数组：行使主体的位置 [起, 止]，可在前一分句",
            "holder_source": "article 条文写明；none 条文未写",
            "agency_resolved": "解析后的行使主体，不明为 NULL",
            "agency_id": "登记簿编号（agencies.id），不明为 NULL",
            "agency_reason": "怎样解析的",
            **_SPAN,
            "quote": "承载权力的原文",
            "by": "认出它的规则或模型",
            "score": "把握，0 到 1",
            "disputed": "1 表示类型有争议",
            "ruling": "所用的本单位裁定，没有为 NULL",
        },
    ),
    Table(
        "amounts",
        "罚款的数额或倍数，两端都含",
        {
            "id": "稳定编号：权力编号-a序号",
            "power_id": "所属权力（powers.id）",
            "min": "下限，NULL 为未定",
            "max": "上限，NULL 为未定",
            "unit": "元、倍或 %",
            "base": "倍数或比例的基数",
            "party": "谁付",
            "per": "按什么计：日、平方米等",
            **_SPAN,
        },
    ),
    Table(
        "exclusions",
        "像权力而不是的分句，及理由",
        {
            "id": "稳定编号：条编号-x序号",
            "article_id": "所在条（articles.id）",
            "reason": "类别，如 discipline 处分、criminal 刑事责任",
            **_SPAN,
            "by": "规则",
        },
    ),
    Table(
        "liability_clauses",
        "法律责任章（没有这一章的，规定处罚的条）的每一句，及其归宿",
        {
            "id": "稳定编号：法律编号-l序号",
            "article_id": "所在条（articles.id）",
            **_SPAN,
            "ending": "power 已成权力；excluded 不是权力，理由见 reason；open 两者都不是，须人工看",
            "reason": "不是权力的类别，同 exclusions.reason；其余为空",
            "by": "规则，没有为空",
        },
    ),
    Table(
        "referrals",
        "援引：把处罚留给别的条款（依照前款规定处罚），所引每一条款一行",
        {
            "id": "稳定编号：法律编号-r序号",
            "article_id": "援引者所在条（articles.id）",
            **_SPAN,
            "words": "援引的原文",
            "law": "被引法律，原文：本法、本条例，或书名号内的名称",
            "article": "被引条号，没有为 NULL",
            "paragraph": "被引款，从 1 起，没有为 NULL",
            "item": "被引项，没有为 NULL",
            "outcome": "followed 已跟到；no_penalty 所引处没有处罚；not_found 没有所引条款；law_only 只引法律名称；"
            "not_at_hand 该法不在库中；waits 尚未跟",
            "target_law": "被引法律（laws.id），不明为 NULL",
            "kinds": "JSON 数组：所引条款的处罚种类",
            "amounts": "JSON 数组：所引条款的数额，格式同 entries.amounts；他法的没有位置",
        },
    ),
    Table(
        "competence",
        "哪个机关主管哪个领域",
        {
            "id": "稳定编号：条编号-m序号",
            "article_id": "所在条（articles.id）",
            "agency": "机关，原文",
            "matter": "事项，原文",
            **_SPAN,
        },
    ),
    Table(
        "citations",
        "引用；列举和范围拆成一项一行",
        {
            "id": "稳定编号：法律编号-c序号",
            "law_id": "引用者（laws.id）",
            "article_id": "引用所在条（articles.id）；在条外（题注、序言等）为 NULL",
            "law": "被引法律，原文：本法、本条例，或书名号内的名称",
            "article": "被引条号，只引法律名称为 NULL",
            "paragraph": "被引款，从 1 起，没有为 NULL",
            "item": "被引项，没有为 NULL",
            "reach": "本法、他法或相对（前款、前条等）",
            "resolution": "resolved 已找到，否则为找不到的原因",
            "target_law": "被引法律（laws.id），不明为 NULL",
            "evidence": "取舍的根据，如取了哪个版本",
            **_SPAN,
        },
    ),
    Table(
        "effects",
        "效力台账：哪个文本从何时起修改或者废止哪部法规的哪一条；由废止条款、修改决定和题注得出",
        {
            "id": "稳定编号：法律编号-e序号",
            "law_id": "说出这一影响的文本（laws.id）：决定、废止条款所在的法规，或带题注的法规自己",
            "source": "decision 修改决定或废止决定；repeal 废止条款；header 受影响法规自己的题注",
            "by_title": "起影响的文本的名称；题注没有写出名称的为空",
            "by_version": "起影响的文本的日期，YYYY-MM-DD，不明为空",
            "affected": "受影响法规的名称，原文；决定没有写明的为空",
            "affected_law": "受影响的版本（laws.id）：起影响之前的最新一版，题注的为该法规自己；不在库中为 NULL",
            "kind": "replace 修改、delete 删去、insert 增加、renumber 改条款号、merge 合并、split 分立、words 改词句、"
            "heading 改编章节、repeal 废止、unread 没有读懂；题注的为 amended 修正或 revised 修订",
            "places": "JSON 数组：旧文本的条款 [条, 款, 项, 编章节或序言]",
            "new_places": "JSON 数组：新文本的条款，格式同上",
            "old_words": "被替换的词句，没有为空",
            "new_words": "换成的词句，没有为空",
            "text": "新的文字，没有为空",
            "in_force": "从何时起，YYYY-MM-DD，不明为 NULL",
            "entry": "决定的条目，或废止条款所在的条",
            **_SPAN,
            "words": "这样说的原文",
            "reorders": "1 表示决定说明条文顺序作相应调整",
        },
    ),
    Table(
        "entries",
        "权责清单的拟列条目",
        {
            "number": "清单序号，从 1 起；全文检索的行号",
            "id": "稳定编号，再次运行不变；同一法规的两个版本都列入时（其一尚未生效）编号相同",
            "law_id": "所出法律（laws.id）",
            "name": "事项名称",
            "type": "类型",
            "alt": "JSON 数组：也说得通的其他类型",
            "kinds": "JSON 数组：种类",
            "agency": "行使主体：解析后的，否则原文，否则为空（待确认）",
            "agency_written": "行使主体，原文",
            "agency_id": "登记簿编号（agencies.id），不明为 NULL",
            "amounts": "JSON 数组：数额 {min, max, unit, base, party, per, span}，数为字符串以保精确",
            "territory": "地域",
            "law_status": "法律的效力状态",
            "score": "把握，0 到 1",
            "by": "规则或模型",
            "remarks": "JSON 数组：审核时须知",
        },
    ),
    Table(
        "bases",
        "条目的实施依据",
        {
            "entry": "所属条目（entries.number）",
            "position": "第几个依据，从 1 起",
            "law_id": "法律（laws.id）",
            "law_title": "法律名称",
            "law_version": "法律版本的日期，不明为空",
            "rank": "效力层级",
            "article": "条号",
            "paragraph": "款，没有为 NULL",
            "item": "项，没有为 NULL",
            "kind": "liability 罚则、conduct 行为规范、grant 授权或 referral 援引的罚则",
            "text": "原文",
            **_SPAN,
            "marks": "JSON 数组：要标色的位置 [类别, 起, 止]，类别为 holder、act、sanction、amount",
            "original": "text 在文件中的原样，整理时改动了文字的才有，否则 NULL",
        },
    ),
    Table(
        "findings",
        "比对的发现，lezr run --compare 才有；两边的文字在 articles",
        {
            "number": "序号，与 findings.jsonl 的行相同",
            "kind": "种类：duplicate 重复、refine 细化、conflict 抵触、overlap 职责交叉、power_to_set 设定权、citation 引用、"
            "agency_name 机关名称",
            "level": "程度：冲突、疑似、提示",
            "rule": "规则编号 C01 至 C25，只是关系的为空",
            "sort": "职责交叉的种：牵头配合、层级重复、同一事项两主体、真冲突；其他为空",
            "a_law": "甲方（上位或在先）的法律编号，--against 所给的不在 laws 中；没有甲方为 NULL",
            "a_title": "甲方的名称，没有为空",
            "a_article": "甲方的条号，没有为空",
            "a_paragraph": "甲方的款，没有为 NULL",
            "a_item": "甲方的项，没有为 NULL",
            "b_law": "乙方（laws.id），发现说的是它",
            "b_article": "乙方的条号，说整部法律的为空",
            "b_paragraph": "乙方的款，没有为 NULL",
            "b_item": "乙方的项，没有为 NULL",
            "explanation": "说明",
            "authority": "规则所依据的条款，没有为空",
            "guards": "JSON 数组：试过的排除理由 [名称, 是否不成立, 所见]",
            "not_compared": "JSON 数组：没有比较的",
            "differences": "JSON 数组：不同之处 [种类, 说明, 甲方位置 [起, 止], 乙方位置 [起, 止]]",
        },
    ),
    Table(
        "problems",
        "问题",
        {
            "number": "序号",
            "stage": "哪一步发现的",
            "severity": "lost 没有成为法律；doubt 有疑；note 提示",
            "file": "文件",
            "place": "条或页，空为整个文件",
            "code": "短代码",
            "cause": "原因和补救，一句话",
        },
    ),
    Table(
        "articles_search",
        "条文的全文索引（FTS5，不存原文）；行号为 laws.number × 16777216 加该条在法律中的序号（articles.id 末几位）",
        {"text": "以空格分开每个字的条文"},
    ),
    Table(
        "entries_search",
        "条目的全文索引（FTS5，不存原文）；行号为 entries.number",
        {"text": "以空格分开每个字的名称、行使主体和依据"},
    ),
)
