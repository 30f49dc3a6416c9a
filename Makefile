# vcluster-orchestrator: the library, the tools, their tests. One file; `make help` lists the targets.
#
# A new file under lib/, tools/, tests/, man/, bench/, fuzz/ or conformance/ needs no change here:
#   tools/X.c, tools/X.sh     a program, build/bin/X; tools/X/ what the script reads, build/share/NAME/X
#   lib/LAYER/X.c             goes into build/lib.a, which all programs are linked with
#   tests/X.bats              tests; tests/X.c is a program for them, build/tests/X
#   bench/X.c                 likewise build/bench/X; bench/X.sh is run by make bench
#   fuzz/X.c                  a libFuzzer target; fuzz/corpus/X what it starts from
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
OPT = -O2 -g
# What a mistake in the code should not become an attacker's means by. Builds that look for mistakes by
# other means leave it out.
HARDEN = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
HARDEN_LINK = -pie -Wl,-z,relro,-z,now
CFLAGS =
LDFLAGS =
YAML_LIBS = -lyaml
# Takes lib/data/yaml_memory.c into a tool. Sanitizers see more of malloc's pieces.
YAML_MEMORY = -Wl,-u,yaml_malloc
PCRE2_LIBS = -lpcre2-8
FUZZ_SECONDS = 60

SOFT = HARDEN= HARDEN_LINK=
SANITIZE = -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

ALL_CPPFLAGS = -Ilib -D_POSIX_C_SOURCE=200809L -DVERSION='"$(VERSION)"' $(CPPFLAGS)
ALL_CFLAGS = -std=c11 $(WARN) $(OPT) $(HARDEN) -MMD -MP $(CFLAGS)
LIBS = -Wl,--as-needed $(YAML_LIBS) $(PCRE2_LIBS) -lm $(LDLIBS)

LIB_SRC != ls lib/*/*.c lib/*/*/*.c
TOOL_SRC != ls tools/*.c
SCRIPT_SRC != ls tools/*.sh 2>/dev/null || :
DATA_SRC != ls tools/*/* 2>/dev/null || :
AID_SRC != ls tests/*.c bench/*.c 2>/dev/null || :
FUZZ_SRC != ls fuzz/*.c 2>/dev/null || :
GO_SRC != ls conformance/*/main.go 2>/dev/null || :
GO_FILES != ls conformance/go.* conformance/*/*.go 2>/dev/null || :
LIB_OBJ = $(LIB_SRC:%.c=$(B)/%.o)
TOOLS = $(TOOL_SRC:tools/%.c=$(B)/bin/%) $(SCRIPT_SRC:tools/%.sh=$(B)/bin/%)
DATA = $(DATA_SRC:tools/%=$(B)/share/$(NAME)/%)
AIDS = $(AID_SRC:%.c=$(B)/%)
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
	$(CC) $(OPT) $(HARDEN_LINK) $(CFLAGS) $(LDFLAGS) -o $@ $< $(B)/lib.a $(YAML_MEMORY) $(LIBS)

$(B)/bin/%: tools/%.sh
	@mkdir -p $(@D)
	cp $< $@
	chmod +x $@

$(B)/share/$(NAME)/%: tools/%
	@mkdir -p $(@D)
	cp $< $@

$(B)/tests/%: $(B)/tests/%.o $(B)/lib.a
	$(CC) $(OPT) $(HARDEN_LINK) $(CFLAGS) $(LDFLAGS) -o $@ $< $(B)/lib.a $(LIBS)

$(B)/bench/%: $(B)/bench/%.o $(B)/lib.a
	$(CC) $(OPT) $(HARDEN_LINK) $(CFLAGS) $(LDFLAGS) -o $@ $< $(B)/lib.a $(LIBS)

$(B)/fuzz/%: $(B)/fuzz/%.o $(B)/lib.a
	$(CC) $(OPT) $(HARDEN_LINK) $(CFLAGS) $(LDFLAGS) -o $@ $< $(B)/lib.a $(LIBS)

$(B)/conformance/%: conformance/%/main.go
	@mkdir -p $(@D)
	cd conformance && go build -o $(abspath $@) ./$*

$(GO_AIDS): $(GO_FILES)

$(B)/lib/base/cli.o: VERSION

# All tests, all programs; the last line counts them.
check: all $(AIDS)
	B=$(B) tests/run

# make case C=TOOL/NAME runs one golden case, C=TOOL a tool's; UPDATE=1 rewrites the goldens.
case: all $(AIDS)
	B=$(B) UPDATE=$(UPDATE) tests/run-cases $(C)

# What is never freed is no leak here: memory belongs to arenas that live as long as the process.
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

# Needs the Go that conformance/go.mod names; go itself gets the modules.
conformance: all $(AIDS) $(GO_AIDS)
	set -e; for f in conformance/*.sh; do B=$(B) bash "$$f"; done

# With the real vcluster charts in CHARTS=DIR/vcluster-VERSION.
platform-check: all $(B)/conformance/platform
	B=$(B) bash conformance/platform.sh

# Both images and what they are made of, in $(B)/image; needs buildah. BASE is the Debian 12 to build on.
image: all
	image/build $(B)/image

# As root; not part of check, since it builds both images, tests and all.
image-check: all
	image/check

# Says little while it builds: the demo is what was asked for.
# What is made from other files: docs/request.md, and with Graphviz the picture.
docs: all
	B=$(B) docs/request.sh
	if command -v dot >/dev/null; then dot -Tsvg docs/pipeline.dot >docs/pipeline.svg; fi

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
	@echo 'make               the tools, in $$(B)/bin     make check        all tests'
	@echo 'make demo          the pipeline on examples    make case C=X/Y   one golden case; UPDATE=1'
	@echo 'make lint          layers, format, scripts     make asan         tests under sanitizers'
	@echo 'make cov           line coverage               make fuzz         FUZZ_SECONDS= each'
	@echo 'make bench         speed against others        make conformance  against Go (needs Go)'
	@echo 'make install       PREFIX= DESTDIR=            make dist         a tarball'
	@echo 'make uninstall     PREFIX= DESTDIR=            make image        both images (buildah)'
	@echo 'make image-check   the images, as root     make clean         removes what make made'
	@echo 'B=DIR picks the build tree'

clean:
	rm -rf $(B) $(B)-asan $(B)-cov $(B)-fuzz $(B)-lint $(NAME)-*.tar.gz

-include $(LIB_OBJ:.o=.d) $(TOOL_SRC:%.c=$(B)/%.d) $(AIDS:%=%.d) $(FUZZERS:%=%.d)
.PRECIOUS: $(B)/%.o
.PHONY: all check asan lint fuzz fuzzers bench conformance platform-check cov image image-check install uninstall dist help case \
	clean demo docs
