"""Makes docs/lookup/figures.md: runs each measurement and sets down what it printed, beside its command.

usage: python -m bench.figures (needs ../shared; takes some minutes; let nothing else run on the machine)
"""

import os
import platform
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "lookup" / "figures.md"
HEAD = """# 得分和速度

<!-- 由 python -m bench.figures 生成，请勿手改 -->

每一段是一条命令和它打印的结果。标注（`../shared/gold`）由大语言模型按指南逐条阅读作出，未经律师核对；
`powers.train` 的错误在写规则时读过，所以它的得分偏高，`powers.dev` 和 `models/held_out_*` 只用来量。
"""
MEASURES = (
    (
        "权力、主体、金额、引用：对照 powers.dev",
        "lezr score powers --gold ../shared/gold/powers.dev.jsonl",
        0,
    ),
    (
        "同上，对照另外留着的 400 条",
        "lezr score powers --gold models/held_out_powers.jsonl --corpora ../shared/corpora",
        0,
    ),
    ("同上，对照 powers.train（偏高）", "lezr score powers --gold ../shared/gold/powers.train.jsonl", 0),
    ("对照真实公布的清单", "lezr score list --gold ../shared/gold/power_list_links.jsonl", 0),
    ("两条规定的关系：对照 pairs.dev", "lezr score relate --gold ../shared/gold/pairs.dev.jsonl", 0),
    (
        "同上，对照另外留着的 208 对",
        "lezr score relate --gold models/held_out_pairs.jsonl --corpora ../shared/corpora",
        0,
    ),
    ("修改决定和两个版本：四部法律", "python -m bench.amendments", 0),
    ("清单事项的名称，对照真实清单（起名时读过这些清单，偏高）", "python -m bench.names", 14),
    ("条文拆分，对照法律数据库", "python -m bench.structure_agreement", 9),
    ("引用能否找到所引条文：文件 3,939 份", "python -m bench.citations", -12),
    ("读取各种格式的速度", "python -m bench.reading", 30),
    ("全程：内置全国法律", "python -m bench.wall lezr run national -o OUT/national", 0),
    (
        "全程：三千九百余份文件",
        "python -m bench.wall lezr run ../shared/corpora/lawrefbook ../shared/corpora/ministry_rules -o OUT/all",
        0,
    ),
    ("对照：全部地方法规和全部国家法律文件", "python -m bench.compare", 0),
    ("权力和主体两步的速度", "python -m bench.powers_speed", 0),
    ("全程各步所用的处理器时间，与 jieba 切一遍词相比：每二十份取一", "python -m bench.stages", 0),
    ("所用的库", "python -m bench.libraries", 0),
)


def measured(command: str, most: int) -> str:
    """What the command prints: all, its last ``most`` lines, or its first ``-most``."""
    with tempfile.TemporaryDirectory() as folder:
        words = shlex.split(command.replace("OUT/", f"{folder}/"))
        words = [
            str(Path(sys.executable).parent / word) if word in ("lezr", "python") else word for word in words
        ]
        done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT, check=False)
        lines = (done.stdout or done.stderr).replace(folder, "OUT").splitlines()
    return "\n".join(line.rstrip() for line in (lines[-most:] if most > 0 else lines[: -most or None]))


def main() -> None:
    """Runs all and writes the page."""
    machine = f"{os.cpu_count()} 核，Python {platform.python_version()}，{time.strftime('%Y-%m-%d')}"
    page = [HEAD, f"本页量于：{machine}。\n"]
    for title, command, most in MEASURES:
        print(command, file=sys.stderr)
        page.append(f"## {title}\n\n```sh\n{command}\n```\n\n```text\n{measured(command, most)}\n```\n")
    PAGE.write_text("\n".join(page), encoding="utf-8")


if __name__ == "__main__":
    main()
