PREFIX ?= /usr/local
SWIFT ?= swift
SAMPLE := Samples/city-2023/report.docx

.PHONY: all demo test test-hostile test-address test-thread instructions build lint format samples goldens install uninstall bench clean packages

all: build

# Debian packages that the build needs; installed where that is allowed, else named.
packages:
	@./Scripts/install-packages

build: packages
	$(SWIFT) build -c release

demo: build
	@echo "== $(SAMPLE) → XML (first lines) =="
	.build/release/convert $(SAMPLE) --to xml | head -n 24
	@echo "== the same as a table (first lines) =="
	.build/release/nianbao convert $(SAMPLE) --to csv | head -n 8
	@echo "== a report with faults, checked =="
	-.build/release/nianbao check Samples/bureau-2021-faults/report.docx --select REQ --lang zh

# Optimised, since many tests are sweeps over thousands of reports; a folder of its own, so that plain builds stay as they are.
TESTING := --scratch-path .build-tests -Xswiftc -O

test: packages
	$(SWIFT) build --build-tests $(TESTING)
	$(SWIFT) test --skip-build --parallel $(TESTING)

# Hostile files and faults of the system, over the executables as they are installed.
test-hostile: packages
	./Scripts/test-hostile

# A sanitizer over the tests, in folders of their own, since everything is built anew: make test-address, make test-thread.
# SUITES="--filter DOCXReaderTests" leaves the others out.
SANITIZED := -Xswiftc -O --scratch-path .build-sanitize
test-address: packages
	$(SWIFT) build --build-tests --sanitize=address $(SANITIZED)-address
	ASAN_OPTIONS=detect_leaks=1 LSAN_OPTIONS=suppressions=$(CURDIR)/Scripts/leaks.supp:print_suppressions=0 \
	  $(SWIFT) test --skip-build --sanitize=address $(SANITIZED)-address $(SUITES)

# The toolkit starts no thread, and has to be safe in those of others: tests run side by side in one process.
test-thread: packages
	$(SWIFT) build --build-tests --sanitize=thread $(SANITIZED)-thread
	TSAN_OPTIONS=exitcode=66 $(SWIFT) test --skip-build --sanitize=thread $(SANITIZED)-thread $(SUITES)

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

# Rewrites Samples/, the goldens of the tests and what is generated in Schemas/. Read the diff.
samples goldens: packages
	UPDATE_GOLDEN=1 $(SWIFT) test $(TESTING)

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d" "$(DESTDIR)$(PREFIX)/share/nianbao/schemas"
	install -m 755 .build/release/nianbao .build/release/convert "$(DESTDIR)$(PREFIX)/bin/"
	install -m 644 docs/nianbao.1 "$(DESTDIR)$(PREFIX)/share/man/man1/nianbao.1"
	.build/release/nianbao --generate-completion-script bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/nianbao"
	.build/release/nianbao --generate-completion-script zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_nianbao"
	.build/release/nianbao --generate-completion-script fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/nianbao.fish"
	install -m 644 Schemas/annual-report.* "$(DESTDIR)$(PREFIX)/share/nianbao/schemas/"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/nianbao" "$(DESTDIR)$(PREFIX)/bin/convert" "$(DESTDIR)$(PREFIX)/share/man/man1/nianbao.1" \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/nianbao" "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_nianbao" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/nianbao.fish"
	rm -rf "$(DESTDIR)$(PREFIX)/share/nianbao"

bench: packages
	./Scripts/bench

# Instructions of a few conversions against Scripts/bench-budget; needs valgrind, and says so where it is not there.
instructions: packages
	./Scripts/bench --instructions

clean:
	rm -rf .build .build-tests .build-sanitize-address .build-sanitize-thread .build-fuzz
