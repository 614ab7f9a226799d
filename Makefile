# ipse: build, run, test, install. `make help` lists the targets.
.SUFFIXES:
.DELETE_ON_ERROR:

CC       = cc
PREFIX   = /usr/local
PACKAGES = ../shared/definitions
SHARED   = ../shared
WERROR   =
VERSION  = 0.1.0

WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
           -Wcast-qual -Wwrite-strings -Wformat=2 -Wvla -Wundef $(WERROR)
COMMON   = -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DIPSE_VERSION='"$(VERSION)"' -I. -MMD -MP $(WARNINGS)
CFLAGS   = -O3 -g
HASH    := \#
works    = $(shell printf '$(HASH)include <string.h>\nint main(void) { return 0; }\n' | $(CC) -Werror $(1) -x c -o /dev/null - 2>/dev/null && echo '$(1)')
LTO     := $(call works,-flto=auto)
RELRO    = -Wl,-z,relro,-z,now
FORTIFY  = $(or $(call works,-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3),$(call works,-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2))
HARDENED := $(call works,-fstack-protector-strong) $(call works,-fPIE) $(if $(filter-out -O0,$(filter -O%,$(CFLAGS))),$(filter-out -O2,$(FORTIFY)))
LINKED   := $(call works,-fPIE -pie) $(call works,$(RELRO))
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
RELEASE  = $(COMMON) $(CFLAGS) $(LTO) $(HARDENED) -DNDEBUG
DEBUG    = $(COMMON) -O1 -g -fPIC $(SANITIZE)
libs      = $(shell pkg-config --libs $(1) 2>/dev/null || echo $(2)) # by pkg-config; where it is missing, by name
PACKLIBS := $(call libs,libcjson yaml-0.1 libpcre2-8 zlib,-lcjson -lyaml -lpcre2-8 -lz) -lm
LIBS     := $(call libs,ncursesw,-lncursesw) $(PACKLIBS) -pthread -ldl

BUILD    = build
HOST     = $(BUILD)
Q        = @echo "  $@"; # a line for each thing that is built; make Q= prints the commands
JOBS     = $(if $(filter -j% --jobs%,$(MAKEFLAGS)),,-j$$(nproc 2>/dev/null || echo 2))
LIBRARY := $(sort $(filter-out src/tools/% ui/main.c,$(shell find src ui -name '*.c')))
COMPILER := $(filter-out %/builtin.c %/explain.c %/explain_constraint.c,$(filter src/base/%.c src/json/%.c src/profile/%.c src/fhirpath/%.c,$(LIBRARY)))
TOOLS   := $(sort $(wildcard src/tools/*.c))
TESTS   := $(sort $(shell find tests/unit -name '*_test.c'))
SUPPORT := $(sort $(wildcard tests/support/*.c tests/support/*/*.c))
CORPUS  := $(sort $(wildcard tests/corpus/*.c))
BENCHES := $(sort $(wildcard tests/bench/*.c))
TORTURE := $(sort $(wildcard tests/torture/*.c))
FUZZERS := $(sort $(wildcard tests/fuzz/targets/*.c))
SOURCES  = $(LIBRARY) $(TOOLS) $(TESTS) $(SUPPORT) $(CORPUS) $(BENCHES) $(TORTURE) $(FUZZERS) tests/fuzz/feeder.c ui/main.c
HEADERS := $(sort $(shell find src ui tests/support -name '*.h'))
PACK     = $(BUILD)/definitions.pack
EXPLAIN  = $(BUILD)/explain.tsv

all: $(BUILD)/ipse ## build the program, build/ipse (release flags)

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 24

deps: ## install the libraries that are missing, with the system's package manager
	@sh .ci/dependencies

run: deps ## build, and open a sample
	@$(MAKE) --no-print-directory $(JOBS) all
	@$(BUILD)/ipse samples/ct-defects.json

test: deps ## build with sanitizers, and run all tests
	@$(MAKE) --no-print-directory $(JOBS) tests
	@BUILD=$(BUILD) sh tests/run

corpora: all $(BUILD)/debug/ipse $(BUILD)/tools/extract $(BUILD)/tools/patient_set tests ## run the checks over the corpora in SHARED (said to be skipped where it is missing)
	@BUILD=$(BUILD) SHARED=$(SHARED) sh tests/corpora

SECONDS ?= 60
fuzz: ## let libFuzzer (clang) try each target of tests/fuzz for SECONDS
	@BUILD=$(BUILD) sh tests/fuzz/run $(SECONDS) $(TARGETS)

KEYS ?= 4000
growth: all tests ## compare the time of crowds of faults with that of crowds four times as large
	@sh tests/crowds $(BUILD)/crowds && sh tests/crowds $(BUILD)/crowds.large 4
	@$(BUILD)/debug/tests/corpus/growth $(BUILD)/ipse $(BUILD)/crowds $(BUILD)/crowds.large

random: tests ## press KEYS random keys in each of 20 runs, on four sizes of screen and five samples
	@BUILD=$(BUILD) sh tests/random $(KEYS) 1 4

torture: tests ## let every call fail in turn, and kill the program 1,000 times at random moments
	@BUILD=$(BUILD) STEP=1 sh tests/cases/faults/run
	@STEP=1 $(BUILD)/debug/tests/unit/screens/exhausted_test
	@KILLS=1000 $(BUILD)/debug/tests/unit/screens/kills_test

tsan: ## build with ThreadSanitizer, and run what uses several workers
	@$(MAKE) --no-print-directory $(JOBS) BUILD=$(BUILD)/tsan LTO= SANITIZE=-fsanitize=thread $(BUILD)/tsan/debug/ipse $(BUILD)/tsan/debug/tests/unit/base/streams/worker_pool_test $(BUILD)/tsan/debug/tests/unit/base/streams/job_queue_test $(BUILD)/tsan/debug/tests/unit/base/work/errand_test $(BUILD)/tsan/debug/tests/unit/screens/bench/session_saving_test $(BUILD)/tsan/debug/tests/unit/screens/bench/session_recovery_test $(BUILD)/tsan/debug/tests/unit/edit/judged_workers_test
	@BUILD=$(BUILD)/tsan ROUNDS=8 sh tests/cases/workers/run

agree: all ## compare the verdicts with the reference's, for every set in SHARED
	@BUILD=$(BUILD) SHARED=$(SHARED) sh tests/agree

bench: all $(BENCHES:%.c=$(BUILD)/release/%) $(BUILD)/debug/tests/corpus/dicom_make ## measure speed, as ratios against named programs in one run
	@BUILD=$(BUILD) SHARED=$(SHARED) sh tests/bench/run

lsp-test: all ## speak to the language server with Neovim and pytest-lsp (what is not installed is said to be skipped)
	@BUILD=$(BUILD) sh tests/lsp/run

connected: all ## run against real servers on loopback (made by Maven; what is not installed is said to be skipped; JPA=1: also the slow one)
	@BUILD=$(BUILD) JPA=$(JPA) sh tests/connected/run

dev: ## build build/dev/ipse without link-time optimization and sanitizers: seconds after an edit
	@$(MAKE) --no-print-directory $(JOBS) BUILD=$(BUILD)/dev LTO= CFLAGS="-O1 -g" all

hardening: ## print the flags of the compiler and the linker that make attacks harder, as far as the compiler takes them
	@echo $(HARDENED) $(LINKED)

layers: ## prove that folders include only folders below them (tests/LADDER)
	@sh tests/layers

sizes: ## prove that no file, function or folder is over its limit
	@sh tests/sizes

words: ## prove that text and code keep to the words of tests/WORDS
	@sh tests/words

coverage: ## run the tests with gcov, and print the share of lines that they reach, by folder
	@sh .ci/coverage

lint: ## run clang-tidy and cppcheck over the sources
	@sh .ci/lint

format: ## lay the sources out by .clang-format
	@clang-format -i $(SOURCES) $(HEADERS)

format-check: ## fail where a source is not laid out by .clang-format
	@clang-format --dry-run -Werror $(SOURCES) $(HEADERS)

definitions: $(BUILD)/tools/extract $(BUILD)/tools/patient_set ## take the facts anew from the official packages in PACKAGES
	$(BUILD)/tools/extract $(PACKAGES) src/definitions
	$(BUILD)/tools/patient_set $(PACKAGES) src/definitions

install: all ## install program, manual pages, completions, themes and samples under PREFIX (DESTDIR is honoured)
	@BUILD=$(BUILD) DESTDIR=$(DESTDIR) PREFIX=$(PREFIX) sh .ci/install

uninstall: ## remove what install put there
	@DESTDIR=$(DESTDIR) PREFIX=$(PREFIX) sh .ci/install --remove

dist: ## make a source archive of the last commit, with the same bytes each time
	@BUILD=$(BUILD) sh .ci/dist $(VERSION)

deb: ## build a Debian package, and look at it with lintian
	@BUILD=$(BUILD) sh .ci/deb $(VERSION)

packages: tests deb ## run the tests on the source archive and on the Debian package
	@BUILD=$(BUILD) sh .ci/packages $(VERSION)

pictures: all ## make the picture of the README and a recording from samples/demo.ipse
	@$(BUILD)/ipse play samples/demo.ipse --theme dark --config /dev/null --svg pictures/demo.svg --cast pictures/demo.cast

clean: ## remove build/
	rm -rf $(BUILD)

# ---- how things are built ----

tests: $(BUILD)/ipse $(BUILD)/debug/ipse $(TESTS:%.c=$(BUILD)/debug/%) $(CORPUS:%.c=$(BUILD)/debug/%) $(FUZZERS:%.c=$(BUILD)/debug/%) $(BUILD)/torture/faults.so $(BUILD)/torture/every_fault ## build the program and the tests, run nothing

LIBRARY_R = $(LIBRARY:%.c=$(BUILD)/release/%.o)
LIBRARY_D = $(LIBRARY:%.c=$(BUILD)/debug/%.o)
SUPPORT_D = $(SUPPORT:%.c=$(BUILD)/debug/%.o)
# Debug programs share one library: after an edit only it is linked anew.
BESIDE    = $(BUILD)/debug/libipse.so -Wl,-rpath,'$$ORIGIN:$$ORIGIN/../..:$$ORIGIN/../../..:$$ORIGIN/../../../..'

$(BUILD)/ipse: $(BUILD)/release/ui/main.o $(BUILD)/release/libipse.a
	$(Q)$(CC) $(CFLAGS) $(LTO) $(HARDENED) $(LINKED) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/debug/ipse: $(BUILD)/debug/ui/main.o | $(BUILD)/debug/libipse.so
	$(Q)$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(BESIDE) $(LIBS)

$(BUILD)/release/libipse.a: $(LIBRARY_R)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/debug/libsupport.a: $(SUPPORT_D)
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/debug/libipse.so: $(LIBRARY_D)
	$(Q)$(CC) $(SANITIZE) $(LDFLAGS) -shared -Wl,-soname,libipse.so -o $@ $^ $(LIBS)

# What the torture is done with is put before the program, or runs it, and has nothing of it inside.
$(BUILD)/torture/faults.so: tests/torture/faults.c Makefile
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(WARNINGS) -O1 -g -shared -fPIC -o $@ $< -ldl

$(BUILD)/torture/%: tests/torture/%.c Makefile
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(WARNINGS) -O1 -g -o $@ $<

$(BUILD)/release/tests/bench/%: $(BUILD)/release/tests/bench/%.o $(BUILD)/release/tests/support/stopwatch.o $(BUILD)/release/libipse.a
	$(Q)$(CC) $(CFLAGS) $(LTO) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/debug/tests/corpus/%: $(BUILD)/debug/tests/corpus/%.o $(BUILD)/debug/libsupport.a | $(BUILD)/debug/libipse.so
	$(Q)$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(BESIDE) $(LIBS)

# A target gets its inputs from the feeder, or from libFuzzer: FUZZER=-fsanitize=fuzzer (tests/fuzz/run).
FUZZER    =
FEEDER    = $(if $(FUZZER),,$(BUILD)/debug/tests/fuzz/feeder.o)
$(BUILD)/debug/tests/fuzz/targets/%: $(BUILD)/debug/tests/fuzz/targets/%.o $(FEEDER) $(BUILD)/debug/libsupport.a | $(BUILD)/debug/libipse.so
	$(Q)$(CC) $(SANITIZE) $(FUZZER) $(LDFLAGS) -o $@ $^ $(BESIDE) $(LIBS)

$(BUILD)/debug/tests/%_test: $(BUILD)/debug/tests/%_test.o $(BUILD)/debug/libsupport.a | $(BUILD)/debug/libipse.so
	$(Q)$(CC) $(SANITIZE) $(LDFLAGS) -o $@ $^ $(BESIDE) -lcmocka $(LIBS)

$(BUILD)/tools/%: $(BUILD)/release/src/tools/%.o $(COMPILER:%.c=$(BUILD)/release/%.o)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LTO) $(LDFLAGS) -o $@ $^ $(PACKLIBS)

$(BUILD)/tools/explain: $(BUILD)/release/src/tools/explain.o $(patsubst %.c,$(BUILD)/release/%.o,$(filter src/base/%,$(LIBRARY)))
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LTO) $(LDFLAGS) -o $@ $^ $(PACKLIBS)

$(EXPLAIN): $(HOST)/tools/explain src/definitions/explain.yaml
	$(Q)$(HOST)/tools/explain src/definitions/explain.yaml $@

$(PACK): $(HOST)/tools/pack $(filter-out %/explain.yaml,$(wildcard src/definitions/*))
	$(Q)$(HOST)/tools/pack src/definitions $@

$(BUILD)/release/src/profile/compile/builtin.o $(BUILD)/debug/src/profile/compile/builtin.o: $(PACK)
$(BUILD)/release/ui/kit/config/theme.o $(BUILD)/debug/ui/kit/config/theme.o: $(wildcard themes/*.yaml)
$(foreach mode,release debug,$(BUILD)/$(mode)/ui/screens/play/lesson.o): samples/profile.ipse samples/ct.json
$(BUILD)/release/src/profile/facts/explain.o $(BUILD)/debug/src/profile/facts/explain.o: $(EXPLAIN)
$(BUILD)/release/src/tools/extract.o: src/definitions/corrections.tsv
$(BUILD)/release/src/edit/new_document.o $(BUILD)/debug/src/edit/new_document.o: $(wildcard src/edit/new/*.json)
$(foreach name,profile/facts/dicom profile/facts/corrected_invariant profile/facts/hl7_url profile/facts/release_name profile/facts/replaced_code profile/facts/short_list profile/facts/snomed_name profile/terms/system_name profile/facts/units check/state/vital_sign,$(BUILD)/release/src/$(name).o $(BUILD)/debug/src/$(name).o): $(wildcard src/definitions/*.tsv)

$(BUILD)/release/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(RELEASE) -DDEFINITIONS_PACK='"$(PACK)"' -DEXPLAIN_TABLE='"$(EXPLAIN)"' -c -o $@ $<

$(BUILD)/debug/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(Q)$(CC) $(DEBUG) $(CPPFLAGS) -DDEFINITIONS_PACK='"$(PACK)"' -DEXPLAIN_TABLE='"$(EXPLAIN)"' -c -o $@ $<

-include $(SOURCES:%.c=$(BUILD)/release/%.d) $(SOURCES:%.c=$(BUILD)/debug/%.d)
.PHONY: growth packages connected pictures torture tsan all help deps run dev test tests corpora agree fuzz random bench hardening layers sizes words coverage lint format format-check definitions install uninstall clean
.PRECIOUS: $(BUILD)/release/%.o $(BUILD)/debug/%.o
