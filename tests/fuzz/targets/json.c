/*
 * JSON with edits: the text, a byte 0xFF, and edits (tests/support/fuzz.h). After each the index is what a fresh
 * reading gives; undoing all gives the first bytes again, and doing all again the last ones. The first byte `n` asks
 * for NDJSON.
 */
#include "src/json/path.h"
#include "tests/support/fuzz.h"

static void verify(const Document *document, const History *history)
{
    Error error = {0};
    fuzz_require(document_verify(document, &error), "%s: %s", error.where, error.message);
    fuzz_require(history_verify(history, &error), "%s: %s", error.where, error.message);
}

/* Asks what can be asked of each node. */
static void ask(const Document *document)
{
    Text scratch = TEXT_EMPTY;
    for (NodeId id = 0; id < document_count(document); id++) {
        Slice text = document_string(document, id, &scratch);
        fuzz_require(document_node(document, id)->kind != NODE_STRING || document_string_equals(document, id, text),
                     "node %u does not equal what it says", id);
        document_key(document, id, &scratch);
        text_clear(&scratch);
        path_append(document, id, &scratch);
        path_append_pointer(document, id, &scratch);
        document_position(document, document_node(document, id)->start);
        NodeId previous = document_previous_sibling(document, id);
        fuzz_require(previous == NODE_NONE || document_next_sibling(document, previous) == id, "siblings of %u", id);
    }
    fuzz_require(document_values_equal(document, 0, document, 0), "the document does not equal itself");
    text_free(&scratch);
}

static void require_bytes(const Document *document, Slice expected, const char *what)
{
    fuzz_require(slice_equals(document_bytes(document), expected), "%s", what);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Slice rest = slice_make((const char *)data, size);
    Slice text = fuzz_take_part(&rest);
    bool is_lines = slice_starts_with(text, SLICE("n"));
    text = slice_without_prefix(text, SLICE("n"));
    Document *document = document_new(text, is_lines ? "fuzz.ndjson" : "fuzz.json", NULL);
    History *history = history_new(document, (PatchListener){0});
    require_bytes(document, text, "the bytes are not those that were read");
    verify(document, history);
    ask(document);
    SpliceList list = SPLICE_LIST_EMPTY;
    while (fuzz_take_edit(&rest, document, &list)) {
        history_apply(history, &list, SLICE("edit"), NULL);
        verify(document, history);
        splice_list_free(&list);
    }
    ask(document);
    Text last = TEXT_EMPTY;
    text_append(&last, document_bytes(document));
    while (history_undo(history)) {
        verify(document, history);
    }
    require_bytes(document, text, "undo does not lead to the first bytes");
    while (history_redo(history)) {
        verify(document, history);
    }
    require_bytes(document, text_slice(&last), "redo does not lead to the last bytes");
    text_free(&last);
    history_free(history);
    document_free(document);
    return 0;
}
