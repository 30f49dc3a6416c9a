# Builds and tests vcluster-orchestrator. `make help` lists the targets.
#
# A new file under lib/, tools/, tests/, man/, bench/, fuzz/ or conformance/ needs no change here:
#   tools/X.c, tools/X.sh     a program, build/bin/X; tools/X/ is a script's data, build/share/NAME/X
#   lib/LAYER/X.c             goes into build/lib.a, which all programs are linked with
#   tests/X.bats              tests; tests/X.c is a program for them, build/tests/X
#   tests/aid/X.c             is linked with these programs and the fuzzers
#   bench/X.c                 a program, build/bench/X; bench/X.sh is run by make bench
#   fuzz/X.c                  a libFuzzer target; fuzz/corpus/X has its first inputs
#   conformance/X/main.go     build/conformance/X; conformance/X.sh is run by make conformance
.POSIX:
.SUFFIXES:
.DELETE_ON_ERROR:

B = build
CC = cc
PREFIX = /usr/local
DESTDIR =
VERSION != cat VERSION
NAME = vcluster-orchestrator
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
# Compared with -O2, -O3 saves 2 % of tmpl-render's instructions in a configure run, and a tenth of
# the time of a range over a million strings.
OPT = -O3 -g
# Hardening: many bugs can then not be exploited. Builds with sanitizers leave it out.
HARDEN = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
HARDEN_LINK = -pie -Wl,-z,relro,-z,now
CFLAGS =
LDFLAGS =
YAML_LIBS = -lyaml
# Links lib/data/yaml_memory.c into a tool. Builds with sanitizers leave it out, because sanitizers
# check malloc's bounds.
YAML_MEMORY = -Wl,-u,yaml_malloc
PCRE2_LIBS = -lpcre2-8
MD_LIBS = -lmd
UTF8PROC_LIBS = -lutf8proc
FUZZ_SECONDS = 60

SOFT = HARDEN= HARDEN_LINK=
SANITIZE = -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

ALL_CPPFLAGS = -Ilib -Itests -D_POSIX_C_SOURCE=200809L -DVERSION='"$(VERSION)"' $(CPPFLAGS)
ALL_CFLAGS = -std=c11 $(WARN) $(OPT) $(HARDEN) -MMD -MP $(CFLAGS)
LINK = $(CC) $(OPT) $(HARDEN_LINK) $(CFLAGS) $(LDFLAGS) -o $@ $<
LIBS = -Wl,--as-needed -lc $(YAML_LIBS) $(PCRE2_LIBS) $(MD_LIBS) $(UTF8PROC_LIBS) -lm $(LDLIBS)

LIB_SRC != ls lib/*/*.c lib/*/*/*.c
TOOL_SRC != ls tools/*.c
SCRIPT_SRC != ls tools/*.sh 2>/dev/null || :
DATA_SRC != ls tools/*/* 2>/dev/null || :
AID_SRC != ls tests/*.c bench/*.c 2>/dev/null || :
HELP_SRC != ls tests/aid/*.c
FUZZ_SRC != ls fuzz/*.c 2>/dev/null || :
GO_SRC != ls conformance/*/main.go 2>/dev/null || :
GO_FILES != ls conformance/go.* conformance/*/*.go 2>/dev/null || :
LIB_OBJ = $(LIB_SRC:%.c=$(B)/%.o)
TOOLS = $(TOOL_SRC:tools/%.c=$(B)/bin/%) $(SCRIPT_SRC:tools/%.sh=$(B)/bin/%)
DATA = $(DATA_SRC:tools/%=$(B)/share/$(NAME)/%)
AIDS = $(AID_SRC:%.c=$(B)/%)
HELP_OBJ = $(HELP_SRC:%.c=$(B)/%.o)
FUZZERS = $(FUZZ_SRC:%.c=$(B)/%)
GO_AIDS = $(GO_SRC:%/main.go=$(B)/%)

all: $(TOOLS) $(DATA)

$(B)/lib.a: $(LIB_OBJ)
	rm -f $@
	$(AR) rcs $@ $(LIB_OBJ)

$(B)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(B)/bin/%: $(B)/tools/%.o $(B)/lib.a
	@mkdir -p $(@D)
	$(LINK) $(B)/lib.a $(YAML_MEMORY) $(LIBS)

$(B)/bin/%: tools/%.sh
	@mkdir -p $(@D)
	cp $< $@
	chmod +x $@

$(B)/share/$(NAME)/%: tools/%
	@mkdir -p $(@D)
	cp $< $@

$(B)/tests/%: $(B)/tests/%.o $(HELP_OBJ) $(B)/lib.a
	$(LINK) $(HELP_OBJ) $(B)/lib.a $(LIBS)

$(B)/bench/%: $(B)/bench/%.o $(B)/lib.a
	$(LINK) $(B)/lib.a $(LIBS)

$(B)/fuzz/%: $(B)/fuzz/%.o $(HELP_OBJ) $(B)/lib.a
	$(LINK) $(HELP_OBJ) $(B)/lib.a $(LIBS)

$(B)/conformance/%: conformance/%/main.go
	@mkdir -p $(@D)
	cd conformance && go build -o $(abspath $@) ./$*

$(GO_AIDS): $(GO_FILES)

$(B)/lib/base/cli.o: VERSION

# Builds everything and runs all tests; the last line counts them.
check: all $(AIDS)
	B=$(B) tests/run

# make case C=TOOL/NAME runs one golden case, C=TOOL all cases of a tool; UPDATE=1 rewrites the
# goldens.
case: all $(AIDS)
	B=$(B) UPDATE=$(UPDATE) tests/run-cases $(C)

# Without the leak check: arenas live as long as the process and are never freed.
asan:
	ASAN_OPTIONS=detect_leaks=0 SANITIZED=1 $(MAKE) $(SOFT) B=$(B)-asan YAML_MEMORY= \
		CFLAGS="$(SANITIZE) $(CFLAGS)" check

lint:
	B=$(B) CC="$(CC)" tests/lint

cov:
	rm -rf $(B)-cov
	-SANITIZED=1 $(MAKE) $(SOFT) B=$(B)-cov CFLAGS="-O0 --coverage $(CFLAGS)" check
	tests/coverage $(B)-cov

fuzz:
	$(MAKE) $(SOFT) B=$(B)-fuzz CC=clang CFLAGS="$(SANITIZE) -fsanitize=fuzzer-no-link" \
		LDFLAGS="-fsanitize=fuzzer" fuzzers
	fuzz/run $(B)-fuzz/fuzz $(FUZZ_SECONDS)

fuzzers: $(FUZZERS)

bench: all $(AIDS)
	set -e; for f in bench/*.sh; do B=$(B) bash "$$f"; done

# Needs the Go version in conformance/go.mod; go downloads the modules.
conformance: all $(AIDS) $(GO_AIDS)
	set -e; for f in conformance/*.sh; do B=$(B) bash "$$f"; done

# CHARTS=DIR has the real vcluster charts, each in DIR/vcluster-VERSION.
platform-check: all $(B)/conformance/platform
	B=$(B) bash conformance/platform.sh

# Both images, with a list of the contents of each, in $(B)/image; needs buildah. BASE names the
# Debian 12 image to build on.
image: all
	image/build $(B)/image

# Needs root. Not part of check, because it builds both images and runs the tests in them.
image-check: all
	image/check

# Files made from others: docs/request.md and, if Graphviz is installed, the picture.
docs: all
	B=$(B) docs/request.sh
	if command -v dot >/dev/null; then dot -Tsvg docs/pipeline.dot >docs/pipeline.svg; fi

# The build prints only errors.
demo:
	@echo 'building…' >&2
	@$(MAKE) -s all
	@B=$(B) examples/demo.sh

INSTALL = DESTDIR="$(DESTDIR)" PREFIX="$(PREFIX)" NAME=$(NAME) packaging/install

install: all
	TOOLS="$(TOOLS)" DATA="$(DATA_SRC)" $(INSTALL)

uninstall:
	$(INSTALL) -u

dist:
	git ls-files | sort | tar -czf $(NAME)-$(VERSION).tar.gz --owner=0 --group=0 \
		--numeric-owner --mtime=@0 --transform 's,^,$(NAME)-$(VERSION)/,' -T -

help:
	@echo 'make               the tools, in $$(B)/bin      make check        all tests'
	@echo 'make demo          the pipeline on examples    make case C=X/Y   one golden case; UPDATE=1'
	@echo 'make lint          layers, format, scripts     make asan         tests under sanitizers'
	@echo 'make cov           line coverage               make fuzz         FUZZ_SECONDS= each'
	@echo 'make bench         speed against others        make conformance  against Go (needs Go)'
	@echo 'make install       PREFIX= DESTDIR=            make dist         a tarball'
	@echo 'make uninstall     PREFIX= DESTDIR=            make image        both images (buildah)'
	@echo 'make image-check   tests the images (root)     make docs         docs/request.md'
	@echo 'make clean         removes what make made      B=DIR             another build tree'

clean:
	rm -rf $(B) $(B)-asan $(B)-cov $(B)-fuzz $(B)-lint $(NAME)-*.tar.gz

-include $(LIB_OBJ:.o=.d) $(HELP_OBJ:.o=.d) $(TOOL_SRC:%.c=$(B)/%.d) $(AIDS:%=%.d) $(FUZZERS:%=%.d)
.PRECIOUS: $(B)/%.o
.PHONY: all check asan lint fuzz fuzzers bench conformance platform-check cov image image-check install uninstall dist help case \
	clean demo docs
