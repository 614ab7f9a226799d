/* DICOM check, a series and its instances. */
#include "src/base/systems.h"
#include "src/check/dicom/dicom_checker.h"
#include "src/fhirpath/value/moment.h"
#include "src/profile/facts/identifier_syntax.h"
#include "src/profile/facts/short_list.h"
#include "src/profile/terminology.h"

#include <stdint.h>

/* ---- series ---- */

/* Compares the number of instances of a series with those that it lists. */
static void check_instance_count(DicomChecker *checker, const Document *document, NodeId number, uint32_t listed)
{
    uint32_t stated = 0;
    if (!dicom_number(document, number, &stated) || listed == 0 || stated == listed) {
        return;
    }
    if (stated < listed) {
        dicom_report_in(checker, KEY_DICOM_INSTANCE_COUNT, CASE_COUNT_OF_SERIES, number,
                        "'numberOfInstances' is %u, but the series lists %u instance%s. Expected: at least %u.", stated,
                        listed, listed == 1 ? "" : "s", listed);
    } else {
        dicom_report_in(checker, KEY_DICOM_PARTIAL, CASE_PART_OF_SERIES, number,
                        "%u of %u instance%s %s listed. FHIR allows a partial list.", listed, stated,
                        stated == 1 ? "" : "s", stated == 1 ? "is" : "are");
    }
}

/* True where the code list itself lacks the code, which is an error of the code and reported as such. */
static bool is_unknown_code(const DicomChecker *checker, const DicomCoding *coding)
{
    const Rules *rules = checker->handler->rules;
    const CodeSystem *system = rules ? rules_code_system(rules, coding->system) : NULL;
    return system && code_system_find(system, coding->code, NULL) == MEMBERSHIP_NO;
}

/* Judges a modality that DICOM knows as a code, but not as one in use for a series. */
static void check_modality(DicomChecker *checker, const Document *document, NodeId node)
{
    if (node == NODE_NONE) {
        return;
    }
    DicomCoding coding = dicom_coding(checker, document, node);
    DicomModality modality;
    if (coding.code.length == 0 || !slice_equals(coding.system, SLICE(SYSTEM_DICOM))) {
        return;
    }
    if (!dicom_modality_find(coding.code, &modality)) {
        if (is_unknown_code(checker, &coding)) {
            return;
        }
        dicom_report(checker, KEY_DICOM_MODALITY_NONE, node,
                     "'" SHOWN "' is not a DICOM modality. Expected: a modality such as CT, MR, US or DX.",
                     SHOWN_ARGS(shown_value(coding.code)));
    } else if (modality.group == DICOM_RETIRED) {
        dicom_report(checker, KEY_DICOM_MODALITY_RETIRED, node,
                     "Modality '%.*s' (%.*s) is retired in DICOM. Receivers might not support the modality.",
                     SLICE_ARGS(coding.code), SLICE_ARGS(modality.meaning));
    }
}

/* Compares when the series was started with when the study was. */
static void check_started(DicomChecker *checker, const Document *document, NodeId series, NodeId started)
{
    NodeId study = dicom_holder(document, series);
    NodeId study_started = document_member(document, study, SLICE("started"));
    Slice own = dicom_text(checker, document, started);
    Slice whole = dicom_text(checker, document, study_started);
    Moment first;
    Moment second;
    if (moment_parse(own, MOMENT_DATETIME, &first) && moment_parse(whole, MOMENT_DATETIME, &second) &&
        moment_compare(first, second) == MOMENT_BEFORE) {
        dicom_report(checker, KEY_DICOM_STARTED, started, "Series start %.*s is before study start %.*s.",
                     SLICE_ARGS(own), SLICE_ARGS(whole));
    }
}

/* Judges a side that is stated for a structure that has none. */
static void check_laterality(DicomChecker *checker, const Document *document, NodeId site, NodeId side)
{
    static const Slice snomed = SLICE(SYSTEM_SNOMED);
    if (site == NODE_NONE || side == NODE_NONE) {
        return;
    }
    DicomCoding coding = dicom_coding(checker, document, side);
    bool is_side = slice_equals(coding.system, snomed) && short_list_has(LIST_SIDE, coding.code, NULL);
    DicomCoding structure = dicom_coding(checker, document, site);
    Slice name;
    if (is_side && slice_equals(structure.system, snomed) && dicom_single_site_find(structure.code, &name)) {
        dicom_report(
            checker, KEY_DICOM_LATERALITY, side,
            "Laterality is not allowed for unpaired body site '%.*s'. Remove 'laterality' or change 'bodySite'.",
            SLICE_ARGS(name));
    }
}

void dicom_check_series_itself(DicomChecker *checker, const Document *document, NodeId series)
{
    enum { UID, MODALITY, INSTANCES, NUMBER_OF_INSTANCES, STARTED_AT, BODY_SITE, SIDE, COUNT };
    const Slice names[COUNT] = {
        [UID] = SLICE("uid"),
        [MODALITY] = SLICE("modality"),
        [INSTANCES] = SLICE("instance"),
        [NUMBER_OF_INSTANCES] = SLICE("numberOfInstances"),
        [STARTED_AT] = SLICE("started"),
        [BODY_SITE] = SLICE("bodySite"),
        [SIDE] = SLICE("laterality"),
    };
    NodeId members[COUNT];
    dicom_members(document, series, names, COUNT, members);
    dicom_check_uid(checker, document, members[UID]);
    check_modality(checker, document, members[MODALITY]);
    check_instance_count(checker, document, members[NUMBER_OF_INSTANCES], dicom_count(document, members[INSTANCES]));
    check_started(checker, document, series, members[STARTED_AT]);
    check_laterality(checker, document, members[BODY_SITE], members[SIDE]);
}

/* ---- instances ---- */

/* A DICOM UID that is no storage class, by what it begins with. */
typedef struct OtherUid {
    Slice prefix;
    const char *noun;
} OtherUid;

static const OtherUid OTHER_UIDS[] = {
    {SLICE("1.2.840.10008.1.2"), "a transfer syntax"},
    {SLICE("1.2.840.10008.1.1"), "the SOP class of the connection test"},
    {SLICE("1.2.840.10008.5.1.4.1.2"), "a SOP class for queries"},
    {SLICE("1.2.840.10008.5.1.4.31"), "the SOP class of worklists"},
    {SLICE("1.2.840.10008.3.1.2.3"), "the SOP class of procedure steps"},
};

/* Reports of a UID that is no storage class of the standard what it is instead. */
static void report_unknown_sop_class(DicomChecker *checker, NodeId node, Slice uid)
{
    if (!slice_starts_with(uid, SLICE("1.2.840.10008."))) {
        dicom_report(checker, KEY_DICOM_SOP_CLASS_PRIVATE, node,
                     "'" SHOWN
                     "' is not a SOP class of the DICOM standard. Receivers might not support private SOP classes.",
                     SHOWN_ARGS(shown_value(uid)));
        return;
    }
    for (size_t i = 0; i < sizeof OTHER_UIDS / sizeof *OTHER_UIDS; i++) {
        if (slice_starts_with(uid, OTHER_UIDS[i].prefix)) {
            dicom_report(checker, KEY_DICOM_SOP_CLASS_UNKNOWN, node,
                         "'" SHOWN "' is %s. Expected: a storage SOP class.", SHOWN_ARGS(shown_value(uid)),
                         OTHER_UIDS[i].noun);
            return;
        }
    }
    dicom_report(checker, KEY_DICOM_SOP_CLASS_UNKNOWN, node, "Unknown DICOM storage SOP class '" SHOWN "'.",
                 SHOWN_ARGS(shown_value(uid)));
}

/* Judges how the SOP class is written; `uid` gets the UID in it. False if there is none. */
static bool read_sop_class(DicomChecker *checker, NodeId node, const DicomCoding *coding, Slice *uid)
{
    Slice prefix = SLICE(SCHEME_OID);
    bool has_prefix = slice_starts_with(coding->code, prefix);
    *uid = has_prefix ? slice_part(coding->code, prefix.length, coding->code.length) : coding->code;
    if (uid->length == 0) {
        return false;
    }
    const char *fault = slice_equals(*uid, checker->sop_class.uid) ? NULL : dicom_uid_fault(*uid);
    if (fault) {
        dicom_report(checker, KEY_DICOM_SOP_CLASS_UNKNOWN, node, "SOP class '" SHOWN "' is not a valid UID: %s.",
                     SHOWN_ARGS(shown_value(*uid)), fault);
    } else if (coding->system.length > 0 && !slice_equals(coding->system, SLICE(SYSTEM_URI))) {
        dicom_report(checker, KEY_DICOM_SOP_CLASS_SYSTEM, node,
                     "System of the SOP class is '" SHOWN
                     "'. Expected: system 'urn:ietf:rfc:3986' and code 'urn:oid:%.*s'.",
                     SHOWN_ARGS(shown_value(coding->system)), SLICE_ARGS(*uid));
    } else if (!has_prefix) {
        dicom_report(checker, KEY_DICOM_SOP_CLASS_SYSTEM, node,
                     "SOP class does not start with 'urn:oid:'. Expected: 'urn:oid:%.*s'.", SLICE_ARGS(*uid));
    }
    return !fault;
}

/* Looks the SOP class up, unless it is the one that was looked up last. */
static bool find_sop_class(DicomChecker *checker, Slice uid)
{
    return slice_equals(uid, checker->sop_class.uid) || dicom_sop_class_find(uid, &checker->sop_class);
}

/* Words with spaces between them as people list them: "CR, DX or PX". */
static Slice listed_words(Slice words, Arena *scratch)
{
    Text text = TEXT_EMPTY;
    for (size_t start = 0; start < words.length;) {
        size_t end = slice_find(words, SLICE(" "), start);
        Slice word = slice_part(words, start, (end < words.length ? end : words.length) - start);
        bool is_last = start + word.length >= words.length;
        text_append(&text, start == 0 ? SLICE("") : is_last ? SLICE(" or ") : SLICE(", "));
        text_append(&text, word);
        start += word.length + 1;
    }
    return text_take(&text, scratch);
}

/* Compares the SOP class with the modality of the series. */
static void check_fit(DicomChecker *checker, NodeId node, const DicomModality *modality)
{
    const DicomSopClass *sop_class = &checker->sop_class;
    bool is_judged = modality->code.length > 0 && modality->group != DICOM_RETIRED;
    if (is_judged && !dicom_sop_class_allows(sop_class, modality->code)) {
        Slice allowed = listed_words(sop_class->modalities, checker->scratch);
        dicom_report(checker, KEY_DICOM_SOP_CLASS_MODALITY, node,
                     "SOP class '%.*s' does not match series modality %.*s (%.*s). Allowed modality: %.*s.",
                     SLICE_ARGS(sop_class->name), SLICE_ARGS(modality->code), SLICE_ARGS(modality->meaning),
                     SLICE_ARGS(allowed));
    }
}

/* Judges a SOP class (NODE_NONE: nothing is said), also against the modality of its series. */
static void check_sop_class(DicomChecker *checker, const Document *document, NodeId node, const DicomModality *modality)
{
    if (node == NODE_NONE) {
        return;
    }
    DicomCoding coding = dicom_coding(checker, document, node);
    Slice uid;
    if (!read_sop_class(checker, node, &coding, &uid)) {
        return;
    }
    if (!find_sop_class(checker, uid)) {
        report_unknown_sop_class(checker, node, uid);
        return;
    }
    if (checker->sop_class.is_retired) {
        dicom_report(checker, KEY_DICOM_SOP_CLASS_RETIRED, node,
                     "SOP class '%.*s' is retired in DICOM. Receivers might not support the class.",
                     SLICE_ARGS(checker->sop_class.name));
    }
    check_fit(checker, node, modality);
}

/* The modality of a series; all empty where it has none that DICOM knows. */
static DicomModality series_modality(DicomChecker *checker, const Document *document, NodeId series)
{
    NodeId node = document_member(document, series, SLICE("modality"));
    Slice code = node == NODE_NONE ? SLICE("") : dicom_coding(checker, document, node).code;
    if (!slice_equals(code, checker->modality.code) && !dicom_modality_find(code, &checker->modality)) {
        checker->modality = (DicomModality){0};
    }
    return checker->modality;
}

void dicom_check_instance(DicomChecker *checker, const Document *document, NodeId instance)
{
    const Slice names[] = {SLICE("uid"), SLICE("sopClass")};
    NodeId members[2];
    dicom_members(document, instance, names, 2, members);
    DicomModality modality = series_modality(checker, document, dicom_holder(document, instance));
    dicom_check_uid(checker, document, members[0]);
    check_sop_class(checker, document, members[1], &modality);
}
