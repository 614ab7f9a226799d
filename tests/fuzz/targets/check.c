/*
 * Check with edits: a document, a byte 0xFF, and edits (tests/support/fuzz.h). After each, and after each step of undo,
 * the report is what a check from the beginning gives. The first byte `n` asks for NDJSON.
 */
#include "tests/support/fuzz.h"

/* Edits and then undoes at most so many changes: each costs a check of the whole document. */
enum { EDITS_MAXIMUM = 12 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Slice rest = slice_make((const char *)data, size);
    Slice text = fuzz_take_part(&rest);
    bool is_lines = slice_starts_with(text, SLICE("n"));
    Document *document =
        document_new(slice_without_prefix(text, SLICE("n")), is_lines ? "fuzz.ndjson" : "fuzz.json", NULL);
    Judged *judged = judged_new(fuzz_checker(), document, (PatchListener){0});
    SpliceList list = SPLICE_LIST_EMPTY;
    for (int i = 0; i < EDITS_MAXIMUM && fuzz_take_edit(&rest, document, &list); i++) {
        judged_apply(judged, &list, SLICE("edit"), NULL);
        fuzz_compare_report(fuzz_checker(), document, judged_report(judged));
        splice_list_free(&list);
    }
    while (judged_undo(judged, 1) > 0) {
        fuzz_compare_report(fuzz_checker(), document, judged_report(judged));
    }
    judged_free(judged);
    return 0;
}
