# vcluster-orchestrator: the library, the tools, their tests.
#
#   make [B=build] [CC=clang]   build everything into B
#   make check                  all tests             make asan   the same under sanitizers
#   make lint                   format, layers, shell make cov    line coverage
#   make fuzz  make bench  make conformance           the long-running ones
#   make case C=TOOL/NAME       run one golden case   make install PREFIX= DESTDIR=
#
# A new file under lib/ or tools/ needs no change here.
.POSIX:
.SUFFIXES:

B = build
CC = cc
PREFIX = /usr/local
DESTDIR =
VERSION != cat VERSION
WARN = -Wall -Wextra -Wpedantic -Wshadow -Wconversion
OPT = -O2 -g
CFLAGS =
LDFLAGS =
YAML_LIBS = -lyaml
PCRE2_LIBS = -lpcre2-8

ALL_CPPFLAGS = -Ilib -D_POSIX_C_SOURCE=200809L -DVERSION='"$(VERSION)"' $(CPPFLAGS)
ALL_CFLAGS = -std=c11 $(WARN) $(OPT) -MMD -MP $(CFLAGS)
LIBS = -Wl,--as-needed $(YAML_LIBS) $(PCRE2_LIBS) -lm $(LDLIBS)

LIB_SRC != ls lib/*/*.c
TOOL_SRC != ls tools/*.c
LIB_OBJ = $(LIB_SRC:%.c=$(B)/%.o)
TOOLS = $(TOOL_SRC:tools/%.c=$(B)/bin/%)

all: $(TOOLS)

$(B)/lib.a: $(LIB_OBJ)
	rm -f $@
	$(AR) rcs $@ $(LIB_OBJ)

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$(B)/bin/%: $(B)/tools/%.o $(B)/lib.a
	@mkdir -p $(@D)
	$(CC) $(OPT) $(CFLAGS) $(LDFLAGS) -o $@ $< $(B)/lib.a $(LIBS)

clean:
	rm -rf $(B) $(B)-asan $(B)-cov cov

-include $(LIB_OBJ:.o=.d) $(TOOL_SRC:%.c=$(B)/%.d)
.PHONY: all check asan lint fuzz bench conformance cov install dist help case clean demo
