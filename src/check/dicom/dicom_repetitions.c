/*
 * DICOM check, what is there twice. One map holds the UIDs of studies, series and instances alike: a UID names one
 * thing in the world, so whatever repeats one is wrong. Where a whole study is repeated (its own UID is), that is said
 * once, and its parts are compared among themselves only.
 */
#include "src/base/systems.h"
#include "src/base/work/pace.h"
#include "src/check/dicom/dicom_checker.h"
#include "src/profile/facts/identifier_syntax.h"

/* What a UID belongs to, by where it stands. */
static UidOwner owner_of(const Document *document, NodeId uid)
{
    if (document_key_equals(document, uid, SLICE("value"))) {
        return UID_OF_STUDY;
    }
    NodeId holder = dicom_holder(document, uid);
    NodeId list = holder == NODE_NONE ? NODE_NONE : document_node(document, holder)->parent;
    bool is_instance = list != NODE_NONE && document_key_equals(document, list, SLICE("instance"));
    return is_instance ? UID_OF_INSTANCE : UID_OF_SERIES;
}

/* The UID in what a node says: a leading urn:oid: is no part of it. */
static Slice uid_of(const DicomChecker *checker, const Document *document, NodeId node)
{
    Slice prefix = SLICE(SCHEME_OID);
    Slice text = document_text(document, node, checker->scratch);
    return slice_without_prefix(text, prefix);
}

/* A UID and where it stands. */
typedef struct OwnUid {
    NodeId node;
    Slice uid;
    uint64_t hash;
    UidOwner owner;
} OwnUid;

static OwnUid own_uid(const DicomChecker *checker, const Document *document, NodeId node, UidOwner owner)
{
    Slice uid = uid_of(checker, document, node);
    return (OwnUid){node, uid, hash_bytes(uid, checker->seed), owner};
}

/* True for a node that is still there and has a UID. */
static bool has_uid(const DicomChecker *checker, const Document *document, NodeId node, Slice uid)
{
    return node != HASH_ITEM_GONE && slice_equals(uid_of(checker, document, node), uid);
}

/* Adds the UID of a node, unless it is empty; NODE_NONE where it is new, else the node that has it already. A node is
   found again by what it says, so that the UIDs of a large study, a slot each, stay in the cache. */
static NodeId add_uid(const DicomChecker *checker, HashTable *uids, const Document *document, const OwnUid *own)
{
    NodeId first = NODE_NONE;
    uint32_t hash = (uint32_t)own->hash;
    ArenaMark mark = arena_mark(checker->scratch);
    for (HashProbe probe = hash_table_probe(uids, hash); first == NODE_NONE && hash_probe_next(&probe);) {
        first = has_uid(checker, document, probe.number, own->uid) ? probe.number : NODE_NONE;
    }
    arena_release(checker->scratch, mark);
    if (first == NODE_NONE && own->uid.length > 0) {
        hash_table_add(uids, hash, own->node);
    }
    return first;
}

/* Adds a UID to those of the document, and notes it for other documents. True where it is there already, in this or in
   another one; `owner` gets what it belongs to. */
static bool is_known(DicomChecker *checker, HashTable *uids, const Document *document, const OwnUid *own,
                     UidOwner *owner)
{
    NodeId first = add_uid(checker, uids, document, own);
    bool is_compared = uids == &checker->uids;
    bool is_empty = own->uid.length == 0;
    if (checker->notes && is_compared && (!is_empty || own->owner == UID_OF_STUDY)) {
        uid_notes_add(checker->notes, is_empty ? UID_NOTE_NONE : uid_note(own->hash, own->owner));
    }
    UidNote note = is_compared && !is_empty ? uid_notes_find(checker->known, own->hash) : UID_NOTE_NONE;
    bool is_within = note == UID_NOTE_NONE && first != NODE_NONE;
    *owner = is_within ? owner_of(document, first) : uid_note_owner(note);
    checker->is_unique = checker->is_unique && first == NODE_NONE && note == UID_NOTE_NONE;
    return first != NODE_NONE || note != UID_NOTE_NONE;
}

bool dicom_is_in_identifier(const Document *document, NodeId node)
{
    while (node != NODE_NONE && !document_key_equals(document, node, SLICE("identifier"))) {
        node = document_node(document, node)->parent;
    }
    return node != NODE_NONE;
}

/* Adds the UID of a node that an edit brought; false where another node has it. The node may have had the UID before.
 */
static bool add_new_uid(DicomChecker *checker, const Document *document, NodeId node)
{
    OwnUid own = own_uid(checker, document, node, UID_OF_INSTANCE);
    bool is_there = false, is_known = own.uid.length == 0;
    for (HashProbe probe = hash_table_probe(&checker->uids, (uint32_t)own.hash);
         !is_there && hash_probe_next(&probe);) {
        is_known = is_known || probe.number == node;
        is_there = has_uid(checker, document, probe.number, own.uid) && probe.number != node;
    }
    if (!is_there && !is_known) {
        hash_table_add(&checker->uids, (uint32_t)own.hash, node);
    }
    return !is_there;
}

/* Adds the UIDs among nodes that an edit brought, and whatever else is called so; false where one is there already, or
   where more came than series and instances. */
static bool add_new_uids(DicomChecker *checker, const Document *document, NodeId first, NodeId end)
{
    bool is_unique = true;
    for (NodeId node = first; is_unique && node < end; node++) {
        bool is_uid = document_key_equals(document, node, SLICE("uid"));
        bool is_more = document_key_equals(document, node, SLICE("identifier")) ||
                       document_key_equals(document, node, SLICE("resourceType"));
        bool is_compared = is_uid && document_node(document, node)->kind == NODE_STRING;
        is_unique = !is_more && (!is_compared || add_new_uid(checker, document, node));
    }
    return is_unique;
}

bool dicom_checker_follow(DicomChecker *checker, const Document *document, const Patch *patch, bool leaves_uids)
{
    if (checker->document != document || leaves_uids) {
        return checker->document == document;
    }
    if (!checker->is_unique || checker->notes || patch->parent == NODE_NONE ||
        dicom_is_in_identifier(document, patch->parent)) {
        return false;
    }
    /* Where one value took the place of another, a slot of the old UID leads to the new one, which it is not equal to.
     */
    bool is_moved = patch->removed != 1 || patch->inserted != 1;
    uint32_t gone = is_moved ? hash_table_move(&checker->uids, patch->first, patch->removed, patch->inserted) : 0;
    return gone <= checker->uids.count / 2 &&
           add_new_uids(checker, document, patch->first, patch->first + patch->inserted);
}

/* Notes the UID of a series or instance, and says where it is not new. What is no UID at all is said elsewhere. */
static void note_uid(DicomChecker *checker, const Document *document, HashTable *uids, NodeId node, UidOwner owner)
{
    static const char *const words[] = {
        [UID_OF_STUDY] = "study", [UID_OF_SERIES] = "series", [UID_OF_INSTANCE] = "instance"};
    if (node == NODE_NONE || document_node(document, node)->kind != NODE_STRING) {
        return;
    }
    OwnUid own = own_uid(checker, document, node, owner);
    UidOwner other;
    if (is_known(checker, uids, document, &own, &other) && !dicom_uid_fault(own.uid)) {
        dicom_report(checker, KEY_DICOM_UID_TWICE, node,
                     "Duplicate UID '" SHOWN "': another %s has the same UID. Every UID must be unique.",
                     SHOWN_ARGS(shown_value(own.uid)), words[other]);
    }
}

/* Notes a number among those of the same list, and says where it is not new. */
static void note_number(DicomChecker *checker, const Document *document, NodeId node, const char *noun)
{
    uint32_t number;
    if (!dicom_number(document, node, &number)) {
        return;
    }
    bool is_new = false;
    slice_map_add(&checker->numbers, document_raw(document, node), &is_new);
    if (!is_new) {
        dicom_report(checker, KEY_DICOM_NUMBER_TWICE, node, "Duplicate number: another %s has the number %u.", noun,
                     number);
    }
}

/* Notes the UID of a study; false, with an issue, where another study has it: then the UIDs in it are compared among
   themselves only. */
static bool note_study(DicomChecker *checker, const Document *document, NodeId study)
{
    const Slice names[] = {SLICE("system"), SLICE("value")};
    NodeId list = document_member(document, study, SLICE("identifier"));
    for (NodeId item = dicom_first(document, list); item != NODE_NONE; item = dicom_next(document, item)) {
        NodeId members[2];
        dicom_members(document, item, names, 2, members);
        if (members[1] == NODE_NONE || document_node(document, members[1])->kind != NODE_STRING ||
            !slice_equals(dicom_text(checker, document, members[0]), SLICE(SYSTEM_DICOM_UID))) {
            continue;
        }
        OwnUid own = own_uid(checker, document, members[1], UID_OF_STUDY);
        UidOwner other;
        if (is_known(checker, &checker->uids, document, &own, &other)) {
            dicom_report(checker, KEY_DICOM_STUDY_TWICE, members[1],
                         "Duplicate UID '" SHOWN "': another study in the file has the same UID.",
                         SHOWN_ARGS(shown_value(own.uid)));
            return false;
        }
        return true;
    }
    if (checker->notes) {
        uid_notes_add(checker->notes, UID_NOTE_NONE);
    }
    return true;
}

void dicom_check_series_numbers(DicomChecker *checker, const Document *document, NodeId study)
{
    NodeId list = document_member(document, study, SLICE("series"));
    slice_map_clear(&checker->numbers);
    for (NodeId series = dicom_first(document, list); series != NODE_NONE; series = dicom_next(document, series)) {
        note_number(checker, document, document_member(document, series, SLICE("number")), "series of this study");
        pace_step(checker->handler->pace, 0);
    }
}

void dicom_check_instance_numbers(DicomChecker *checker, const Document *document, NodeId series)
{
    NodeId instances = document_member(document, series, SLICE("instance"));
    slice_map_clear(&checker->numbers);
    for (NodeId item = dicom_first(document, instances); item != NODE_NONE; item = dicom_next(document, item)) {
        note_number(checker, document, document_member(document, item, SLICE("number")), "instance of this series");
        pace_step(checker->handler->pace, 1);
    }
}

void dicom_check_uids(DicomChecker *checker, const Document *document, NodeId study)
{
    const Slice names[] = {SLICE("uid"), SLICE("instance")};
    HashTable own = HASH_TABLE_EMPTY;
    checker->document = document;
    HashTable *uids = note_study(checker, document, study) ? &checker->uids : &own;
    NodeId list = document_member(document, study, SLICE("series"));
    for (NodeId series = dicom_first(document, list); series != NODE_NONE; series = dicom_next(document, series)) {
        NodeId members[2];
        dicom_members(document, series, names, 2, members);
        note_uid(checker, document, uids, members[0], UID_OF_SERIES);
        for (NodeId item = dicom_first(document, members[1]); item != NODE_NONE; item = dicom_next(document, item)) {
            note_uid(checker, document, uids, document_member(document, item, SLICE("uid")), UID_OF_INSTANCE);
            pace_step(checker->handler->pace, 1);
        }
    }
    hash_table_free(&own);
}
