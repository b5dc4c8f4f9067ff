# 两条命令：make brochure 生成 build/tianxin.pdf；make test 运行全部测试。第一次会自动安装。
# Two commands: make brochure writes build/tianxin.pdf; make test runs every test. The first run sets everything up.
PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin

.PHONY: brochure preview screen test validators bench lock clean

brochure: $(VENV)/.runtime
	$(RUN)/brochure build content/tianxin/brochure.yaml -o build/tianxin.pdf

# 在浏览器里边改边看 / watch the pages in the browser
preview: $(VENV)/.runtime
	$(RUN)/brochure preview content/tianxin/brochure.yaml

screen: $(VENV)/.runtime
	$(RUN)/brochure build content/tianxin/brochure.yaml -o build/tianxin-screen.pdf --output screen

test: $(VENV)/.dev
	$(RUN)/python -m pytest -n auto

# 取得 PDF/A、PDF/UA 的开放校验器 veraPDF（要有 Maven 和 Java），再用它和 qpdf、poppler、Ghostscript 校验
# fetches veraPDF (needs Maven and Java), then lets it, qpdf, poppler and Ghostscript judge the finished files
validators: $(VENV)/.dev
	$(RUN)/python tools/validators.py
	$(RUN)/python -m pytest tests/validators tests/pdf/test_plates.py -rs

bench: $(VENV)/.dev
	$(RUN)/python -m benchmarks

$(VENV)/.runtime: requirements.lock tools/setup.py pyproject.toml
	$(PYTHON) tools/setup.py $(VENV) requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock tools/setup.py pyproject.toml
	$(PYTHON) tools/setup.py $(VENV) requirements-dev.lock
	@touch $@ $(VENV)/.runtime

# 更新锁文件（维护者用） / renew the lock files (for maintainers; needs uv)
lock:
	uv pip compile pyproject.toml --group setup --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.lock
	uv pip compile pyproject.toml --group setup --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements-dev.lock

clean:
	rm -rf build
