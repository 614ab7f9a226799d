/*
 * Fuzz: what the targets of tests/fuzz/targets share.
 *
 * A target judges one input of any bytes and ends the process where what must hold does not. libFuzzer makes the inputs
 * (`make fuzz`); the feeder (tests/fuzz/feeder.c) gives it the inputs that are kept in tests/fuzz/corpus (`make test`).
 */
#ifndef IPSE_TESTS_SUPPORT_FUZZ_H
#define IPSE_TESTS_SUPPORT_FUZZ_H

#include "src/check/check.h"
#include "src/edit/judged_document.h"

#include <stdint.h>

/* What a target defines: judges an input. Always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process with a sentence where something does not hold. */
void fuzz_require(bool holds, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A checker by the built-in rules, made once, and a clock that stands still. Both live as long as the process. */
Checker *fuzz_checker(void);
Clock fuzz_clock(void);

/* Takes what comes before the next byte 0xFF, which no UTF-8 has, off the front, and the byte; all where there is none.
 */
Slice fuzz_take_part(Slice *rest);

/* Plans the next edit that the bytes ask for, and takes these off the front; false at their end. The list stays empty
   where the edit is not possible. */
bool fuzz_take_edit(Slice *rest, const Document *document, SpliceList *list);

/* Fails where the report is not what a check from the beginning gives. */
void fuzz_compare_report(Checker *checker, const Document *document, const Report *report);

#endif
