/* DICOM checker: reading members, and handing issues over. */
#include "src/check/dicom/dicom_checker.h"

#include "src/base/ascii.h"
#include "src/base/memory.h"
#include "src/base/systems.h"
#include "src/profile/facts/identifier_syntax.h"

#include <stdlib.h>

enum { NUMBER_MAXIMUM = 999999999 };

DicomChecker *dicom_checker_new(Arena *scratch)
{
    DicomChecker *checker = memory_allocate_zeroed(1, sizeof *checker);
    checker->scratch = scratch;
    checker->seed = hash_seed_of_process();
    return checker;
}

void dicom_checker_free(DicomChecker *checker)
{
    if (!checker) {
        return;
    }
    hash_table_free(&checker->uids);
    slice_map_free(&checker->numbers);
    free(checker);
}

void dicom_checker_hand_to(DicomChecker *checker, const DicomHandler *handler)
{
    checker->handler = handler;
}

void dicom_checker_reset(DicomChecker *checker)
{
    hash_table_clear(&checker->uids);
    checker->document = NULL;
    checker->is_unique = true;
}

void dicom_checker_set_uids(DicomChecker *checker, UidNotes *notes, const UidNotes *known)
{
    checker->notes = notes;
    checker->known = known;
}

bool dicom_checker_has_uids(const DicomChecker *checker)
{
    return checker->notes || checker->known;
}

void dicom_report(DicomChecker *checker, KeyId key, NodeId node, const char *format, ...)
{
    const IssueTaker *taker = &checker->handler->issues;
    va_list arguments;
    va_start(arguments, format);
    taker->take(taker->context, &(IssueForm){.key = key, .node = node}, format, arguments);
    va_end(arguments);
}

void dicom_report_in(DicomChecker *checker, KeyId key, KeyCase in_case, NodeId node, const char *format, ...)
{
    const IssueTaker *taker = &checker->handler->issues;
    va_list arguments;
    va_start(arguments, format);
    taker->take(taker->context, &(IssueForm){.key = key, .in_case = in_case, .node = node}, format, arguments);
    va_end(arguments);
}

void dicom_report_missing(DicomChecker *checker, KeyId key, NodeId node, Slice missing, const char *format, ...)
{
    const IssueTaker *taker = &checker->handler->issues;
    va_list arguments;
    va_start(arguments, format);
    taker->take(taker->context, &(IssueForm){.key = key, .node = node, .missing = missing}, format, arguments);
    va_end(arguments);
}

void dicom_members(const Document *document, NodeId object, const Slice *names, size_t count, NodeId *members)
{
    for (size_t i = 0; i < count; i++) {
        members[i] = NODE_NONE;
    }
    if (object == NODE_NONE || document_node(document, object)->kind != NODE_OBJECT) {
        return;
    }
    const Node *nodes = document_nodes(document);
    const char *bytes = document_bytes(document).bytes;
    size_t left = count;
    for (NodeId child = object + 1; child < nodes[object].end && left > 0; child = nodes[child].end) {
        Slice key = slice_make(bytes + nodes[child].key, nodes[child].key_length);
        bool is_plain = nodes[child].key && !(nodes[child].flags & NODE_KEY_HAS_ESCAPE);
        for (size_t i = 0; i < count; i++) {
            bool is_it = is_plain ? slice_equals(key, names[i]) : document_key_equals(document, child, names[i]);
            if (is_it && members[i] == NODE_NONE) {
                members[i] = child;
                left--;
                break;
            }
        }
    }
}

NodeId dicom_holder(const Document *document, NodeId node)
{
    NodeId parent = document_node(document, node)->parent;
    while (parent != NODE_NONE && document_node(document, parent)->kind != NODE_OBJECT) {
        parent = document_node(document, parent)->parent;
    }
    return parent;
}

Slice dicom_text(DicomChecker *checker, const Document *document, NodeId node)
{
    bool is_string = node != NODE_NONE && document_node(document, node)->kind == NODE_STRING;
    return is_string ? document_text(document, node, checker->scratch) : SLICE("");
}

bool dicom_number(const Document *document, NodeId node, uint32_t *number)
{
    if (node == NODE_NONE || document_node(document, node)->kind != NODE_NUMBER) {
        return false;
    }
    size_t value;
    bool is_whole = ascii_number(document_raw(document, node), NUMBER_MAXIMUM, &value);
    *number = (uint32_t)value;
    return is_whole;
}

DicomCoding dicom_coding(DicomChecker *checker, const Document *document, NodeId coding)
{
    const Slice names[] = {SLICE("system"), SLICE("code")};
    NodeId members[2];
    dicom_members(document, coding, names, 2, members);
    return (DicomCoding){
        .system = dicom_text(checker, document, members[0]),
        .code = dicom_text(checker, document, members[1]),
    };
}

/* The node if it is an object, else the next of its siblings that is one. */
static NodeId object_from(const Document *document, NodeId node)
{
    while (node != NODE_NONE && document_node(document, node)->kind != NODE_OBJECT) {
        node = document_next_sibling(document, node);
    }
    return node;
}

NodeId dicom_first(const Document *document, NodeId array)
{
    if (array == NODE_NONE || document_node(document, array)->kind != NODE_ARRAY) {
        return NODE_NONE;
    }
    return object_from(document, document_first_child(document, array));
}

NodeId dicom_next(const Document *document, NodeId item)
{
    return object_from(document, document_next_sibling(document, item));
}

uint32_t dicom_count(const Document *document, NodeId array)
{
    uint32_t count = 0;
    for (NodeId item = dicom_first(document, array); item != NODE_NONE; item = dicom_next(document, item)) {
        count++;
    }
    return count;
}

Slice dicom_bare_uid(Slice uid)
{
    static const Slice prefixes[] = {SLICE(SCHEME_OID), SLICE("oid:")};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        Slice beginning = slice_part(uid, 0, prefixes[i].length);
        if (slice_equals_ignoring_case(beginning, prefixes[i])) {
            return slice_part(uid, beginning.length, uid.length);
        }
    }
    return uid;
}

void dicom_check_uid(DicomChecker *checker, const Document *document, NodeId node)
{
    Slice uid = dicom_text(checker, document, node);
    if (uid.length == 0) {
        return;
    }
    Slice bare = dicom_bare_uid(uid);
    if (bare.length < uid.length && !dicom_uid_fault(bare)) { /* the type id allows no colon: an error */
        dicom_report_in(checker, KEY_DICOM_UID_URN, CASE_UID_WITH_URN, node,
                        "'" SHOWN "' starts with 'urn:oid:'. Expected: '%.*s'.", SHOWN_ARGS(shown_value(uid)),
                        SLICE_ARGS(bare));
        return;
    }
    dicom_check_uid_text(checker, node, uid);
}

void dicom_check_uid_text(DicomChecker *checker, NodeId node, Slice uid)
{
    const char *fault = dicom_uid_fault(uid);
    const char *root_fault = fault ? NULL : dicom_uid_root_fault(uid);
    if (fault || root_fault) {
        dicom_report(checker, KEY_DICOM_UID_SYNTAX, node, "'" SHOWN "' is not a valid %s: %s.",
                     SHOWN_ARGS(shown_value(uid)), fault ? "DICOM UID" : "UID of a study, series or instance",
                     fault ? fault : root_fault);
    }
}
