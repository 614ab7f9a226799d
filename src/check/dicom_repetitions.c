/*
 * DICOM check, what is there twice. One map holds the UIDs of studies, series and instances alike: a UID names one thing
 * in the world, so whatever repeats one is wrong. Where a whole study is repeated (its own UID is), that is said once, and
 * its parts are compared among themselves only.
 */
#include "src/check/dicom_checker.h"

static const DicomRule UID_TWICE = {
    "dicom-uid-twice", SEVERITY_WARNING,
    "DICOM PS3.5, section 9: a UID names one thing; PS3.3, sections C.7.3.1 and C.12.1"};
static const DicomRule STUDY_TWICE = {"dicom-study-twice", SEVERITY_WARNING,
                                      "DICOM PS3.3, section C.7.2.1: Study Instance UID (0020,000D)"};
static const DicomRule NUMBER_TWICE = {"dicom-number-twice", SEVERITY_WARNING,
                                       "DICOM PS3.3, sections C.7.3.1 (Series Number) and C.7.6.1 (Instance Number)"};

/* The UID of a node without urn:oid:, in bytes that stay where they are; empty where there is none. */
static Slice lasting_uid(DicomChecker *checker, const Document *document, NodeId node)
{
    Slice prefix = SLICE("urn:oid:");
    Slice uid = dicom_text(checker, document, node, 0);
    if (uid.length > 0 && (document_node(document, node)->flags & NODE_HAS_ESCAPE)) {
        uid = arena_copy(checker->copies, uid);
    }
    return slice_starts_with(uid, prefix) ? slice_part(uid, prefix.length, uid.length) : uid;
}

/* Notes a UID; the node that has it first where it is not new, else NODE_NONE. */
static NodeId note_uid(SliceMap *uids, Slice uid, NodeId node)
{
    if (uid.length == 0) {
        return NODE_NONE;
    }
    bool is_new = false;
    uint32_t *first = slice_map_add(uids, uid, &is_new);
    if (is_new) {
        *first = node;
        return NODE_NONE;
    }
    return *first;
}

/* What a UID belongs to, by where it stands. */
static const char *owner_of(const Document *document, NodeId uid)
{
    if (document_key_equals(document, uid, SLICE("value"))) {
        return "study";
    }
    NodeId holder = dicom_holder(document, uid);
    NodeId list = holder == NODE_NONE ? NODE_NONE : document_node(document, holder)->parent;
    return list != NODE_NONE && document_key_equals(document, list, SLICE("instance")) ? "instance" : "series";
}

/* Notes the UID of a series or instance, and says where it is not new. */
static void check_uid(DicomChecker *checker, const Document *document, SliceMap *uids, NodeId node)
{
    if (node == NODE_NONE) {
        return;
    }
    Slice uid = lasting_uid(checker, document, node);
    NodeId first = note_uid(uids, uid, node);
    if (first != NODE_NONE) {
        dicom_say(checker, &UID_TWICE, node,
                  "The UID '%.*s' is already that of another %s. Every study, series and instance has one of its own.",
                  SLICE_ARGS(dicom_shown(uid)), owner_of(document, first));
    }
}

/* Notes a number, and says where it is not new. */
static void check_number(DicomChecker *checker, const Document *document, NodeId node, const char *noun)
{
    uint32_t number;
    if (!dicom_number(document, node, &number)) {
        return;
    }
    bool is_new = false;
    slice_map_add(&checker->numbers, document_raw(document, node), &is_new);
    if (!is_new) {
        dicom_say(checker, &NUMBER_TWICE, node, "Another %s has the number %u as well.", noun, number);
    }
}

/* True when the UID of the study was noted before. */
static bool is_study_repeated(DicomChecker *checker, const Document *document, NodeId study)
{
    const Slice names[] = {SLICE("system"), SLICE("value")};
    NodeId list = document_member(document, study, SLICE("identifier"));
    for (NodeId item = dicom_first(document, list); item != NODE_NONE; item = dicom_next(document, item)) {
        NodeId members[2];
        dicom_members(document, item, names, 2, members);
        if (members[1] == NODE_NONE ||
            !slice_equals(dicom_text(checker, document, members[0], 0), SLICE("urn:dicom:uid"))) {
            continue;
        }
        Slice uid = lasting_uid(checker, document, members[1]);
        NodeId first = note_uid(&checker->uids, uid, members[1]);
        if (first != NODE_NONE) {
            dicom_say(checker, &STUDY_TWICE, members[1],
                      "The UID '%.*s' is already that of another study here: the document has this study twice, or one "
                      "UID is "
                      "wrong.",
                      SLICE_ARGS(dicom_shown(uid)));
            return true;
        }
        return false;
    }
    return false;
}

/* Compares the instances of a series. */
static void check_instances(DicomChecker *checker, const Document *document, SliceMap *uids, NodeId list)
{
    const Slice names[] = {SLICE("uid"), SLICE("number")};
    slice_map_clear(&checker->numbers);
    for (NodeId item = dicom_first(document, list); item != NODE_NONE; item = dicom_next(document, item)) {
        NodeId members[2];
        dicom_members(document, item, names, 2, members);
        check_uid(checker, document, uids, members[0]);
        check_number(checker, document, members[1], "instance of this series");
    }
}

void dicom_check_repetitions(DicomChecker *checker, const Document *document, NodeId study)
{
    const Slice names[] = {SLICE("uid"), SLICE("number"), SLICE("instance")};
    SliceMap own = SLICE_MAP_EMPTY;
    SliceMap *uids = is_study_repeated(checker, document, study) ? &own : &checker->uids;
    NodeId list = document_member(document, study, SLICE("series"));
    slice_map_clear(&checker->numbers);
    for (NodeId series = dicom_first(document, list); series != NODE_NONE; series = dicom_next(document, series)) {
        NodeId number = document_member(document, series, SLICE("number"));
        check_number(checker, document, number, "series of this study");
    }
    for (NodeId series = dicom_first(document, list); series != NODE_NONE; series = dicom_next(document, series)) {
        NodeId members[3];
        dicom_members(document, series, names, 3, members);
        check_uid(checker, document, uids, members[0]);
        check_instances(checker, document, uids, members[2]);
    }
    slice_map_free(&own);
}
