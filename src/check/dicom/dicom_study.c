/* DICOM check, the study: its identifiers, and what it says of its series. */
#include "src/base/systems.h"
#include "src/check/dicom/dicom_checker.h"
#include "src/profile/facts/identifier_syntax.h"
#include "src/profile/facts/short_list.h"

/* ---- identifiers ---- */

/* Judges the value of an identifier of the system urn:dicom:uid. */
static void check_study_uid(DicomChecker *checker, const Document *document, NodeId identifier, NodeId value)
{
    Slice prefix = SLICE(SCHEME_OID);
    Slice uid = dicom_text(checker, document, value);
    if (uid.length == 0) {
        dicom_report_missing(checker, KEY_DICOM_STUDY_UID, identifier, SLICE("value"),
                             "Study Instance UID is missing: the identifier with system urn:dicom:uid has no 'value'.");
        return;
    }
    Slice bare = dicom_bare_uid(uid);
    if (!slice_starts_with(uid, prefix) && !dicom_uid_fault(bare)) {
        dicom_report(checker, KEY_DICOM_UID_URN, value,
                     "Study UID does not start with 'urn:oid:'. Expected: 'urn:oid:%.*s'.", SLICE_ARGS(bare));
        return;
    }
    dicom_check_uid_text(checker, value, bare);
}

/* True when a text has the word "accession" in it, in any case. */
static bool speaks_of_accession(Slice text)
{
    Slice word = SLICE("accession");
    for (size_t i = 0; i + word.length <= text.length; i++) {
        if (slice_equals_ignoring_case(slice_part(text, i, word.length), word)) {
            return true;
        }
    }
    return false;
}

/* True when a type has the code ACSN of a system; of any where none is given. */
static bool has_accession_code(DicomChecker *checker, const Document *document, NodeId type, Slice system)
{
    NodeId codings = document_member(document, type, SLICE("coding"));
    for (NodeId item = dicom_first(document, codings); item != NODE_NONE; item = dicom_next(document, item)) {
        DicomCoding coding = dicom_coding(checker, document, item);
        if (slice_equals(coding.code, SLICE("ACSN")) && (system.length == 0 || slice_equals(coding.system, system))) {
            return true;
        }
    }
    return false;
}

/* Judges an identifier that says of itself that it is an accession number. */
static void check_accession(DicomChecker *checker, const Document *document, NodeId identifier, NodeId type,
                            NodeId system)
{
    NodeId text = document_member(document, type, SLICE("text"));
    bool is_accession = speaks_of_accession(dicom_text(checker, document, text)) ||
                        speaks_of_accession(dicom_text(checker, document, system)) ||
                        has_accession_code(checker, document, type, SLICE(""));
    if (is_accession && !has_accession_code(checker, document, type, SLICE(SYSTEM_IDENTIFIER_TYPE))) {
        dicom_report_missing(checker, KEY_DICOM_ACCESSION, identifier,
                             type == NODE_NONE ? SLICE("type") : (Slice){NULL, 0},
                             "Identifier looks like an accession number. Expected: a type with code ACSN.");
    }
}

/* Reports that the study's UID is missing, or names the identifier that looks like it but has another system. */
static void report_no_study_uid(DicomChecker *checker, const Document *document, NodeId study, NodeId identifiers)
{
    const Slice names[] = {SLICE("system"), SLICE("value")};
    for (NodeId item = dicom_first(document, identifiers); item != NODE_NONE; item = dicom_next(document, item)) {
        NodeId members[2];
        dicom_members(document, item, names, 2, members);
        Slice value = dicom_text(checker, document, members[1]);
        if (slice_starts_with(value, SLICE(SCHEME_OID))) {
            dicom_report(
                checker, KEY_DICOM_STUDY_UID, members[0] == NODE_NONE ? item : members[0],
                "Value looks like the Study Instance UID, which is missing. Expected: system 'urn:dicom:uid'.");
            return;
        }
    }
    bool has_list = identifiers != NODE_NONE;
    dicom_report_missing(
        checker, KEY_DICOM_STUDY_UID, has_list ? identifiers : study, has_list ? (Slice){NULL, 0} : SLICE("identifier"),
        "Study Instance UID is missing. Add an identifier with system urn:dicom:uid and value 'urn:oid:' + UID.");
}

/* Judges the identifiers: one with the study's UID, and accession numbers as IHE writes them. */
static void check_identifiers(DicomChecker *checker, const Document *document, NodeId study, NodeId identifiers)
{
    const Slice names[] = {SLICE("system"), SLICE("value"), SLICE("type")};
    unsigned count = 0;
    for (NodeId item = dicom_first(document, identifiers); item != NODE_NONE; item = dicom_next(document, item)) {
        NodeId members[3];
        dicom_members(document, item, names, 3, members);
        if (!slice_equals(dicom_text(checker, document, members[0]), SLICE(SYSTEM_DICOM_UID))) {
            check_accession(checker, document, item, members[2], members[0]);
            continue;
        }
        count++;
        check_study_uid(checker, document, item, members[1]);
        if (count == 2) {
            dicom_report(checker, KEY_DICOM_STUDY_UIDS, item,
                         "Study has a second identifier with system urn:dicom:uid. Allowed: one Study Instance UID.");
        }
    }
    if (count == 0) {
        report_no_study_uid(checker, document, study, identifiers);
    }
}

/* ---- counts ---- */

/* What the series of a study state and list together. */
typedef struct DicomTotals {
    uint32_t series;
    uint64_t stated;  /* instances: numberOfInstances of the series, or what they list where that is more */
    bool is_complete; /* all series state a number */
} DicomTotals;

/* Adds a series that lists `listed` instances; `stated` is its numberOfInstances or NODE_NONE. */
static void add_series(DicomTotals *totals, const Document *document, NodeId stated, uint32_t listed)
{
    uint32_t number = 0;
    bool is_stated = dicom_number(document, stated, &number);
    totals->series++;
    totals->stated += is_stated && number > listed ? number : listed;
    totals->is_complete = totals->is_complete && is_stated;
}

static DicomTotals count_all(const Document *document, NodeId list)
{
    const Slice names[] = {SLICE("numberOfInstances"), SLICE("instance")};
    DicomTotals totals = {.is_complete = true};
    for (NodeId series = dicom_first(document, list); series != NODE_NONE; series = dicom_next(document, series)) {
        NodeId members[2];
        dicom_members(document, series, names, 2, members);
        add_series(&totals, document, members[0], dicom_count(document, members[1]));
    }
    return totals;
}

static void check_series_count(DicomChecker *checker, const Document *document, NodeId number,
                               const DicomTotals *totals)
{
    uint32_t stated = 0;
    if (!dicom_number(document, number, &stated) || totals->series == 0 || stated == totals->series) {
        return;
    }
    if (stated < totals->series) {
        dicom_report(checker, KEY_DICOM_SERIES_COUNT, number,
                     "'numberOfSeries' is %u, but the study lists %u series. Expected: at least %u.", stated,
                     totals->series, totals->series);
    } else {
        dicom_report(checker, KEY_DICOM_PARTIAL, number, "%u of %u series are listed. FHIR allows a partial list.",
                     totals->series, stated);
    }
}

/* Compares the number of instances of a study with those of its series. */
static void check_instance_count(DicomChecker *checker, const Document *document, NodeId number, bool has_all_series,
                                 const DicomTotals *totals)
{
    uint32_t stated = 0;
    if (!dicom_number(document, number, &stated) || totals->series == 0) {
        return;
    }
    unsigned long long total = totals->stated;
    if (stated < totals->stated) {
        dicom_report(checker, KEY_DICOM_INSTANCE_COUNT, number,
                     "'numberOfInstances' is %u, but the series have %llu instance%s. Expected: at least %llu.", stated,
                     total, total == 1 ? "" : "s", total);
    } else if (stated > totals->stated && has_all_series && totals->is_complete) {
        dicom_report(checker, KEY_DICOM_INSTANCE_COUNT, number,
                     "'numberOfInstances' is %u, but the series have %llu instance%s. Expected: %llu.", stated, total,
                     total == 1 ? "" : "s", total);
    }
}

/* ---- modalities ---- */

/* A set of modality codes, each with the node that has it first. */
typedef struct Modalities {
    SliceMap codes;
    Arena *copies;
} Modalities;

/* Adds the code of a Coding, unless it is empty. */
static void add_modality(DicomChecker *checker, const Document *document, NodeId node, Modalities *modalities)
{
    DicomCoding coding = dicom_coding(checker, document, node);
    if (coding.code.length > 0 && !slice_map_find(&modalities->codes, coding.code)) {
        *slice_map_add(&modalities->codes, arena_copy(modalities->copies, coding.code), NULL) = node;
    }
}

/* Judges one modality that the study lists. */
static void check_listed_modality(DicomChecker *checker, const Document *document, NodeId node,
                                  const Modalities *of_series, bool has_all_series)
{
    DicomCoding coding = dicom_coding(checker, document, node);
    DicomModality modality;
    if (!dicom_modality_find(coding.code, &modality)) {
        return; /* what is no modality is said of the code itself */
    }
    if (has_all_series && of_series->codes.count > 0 && !slice_map_find(&of_series->codes, coding.code)) {
        dicom_report(checker, KEY_DICOM_MODALITY_LIST, node,
                     "Study lists modality '" SHOWN "', but no series has the modality.",
                     SHOWN_ARGS(shown_value(coding.code)));
    } else if (modality.group == DICOM_OTHER) {
        dicom_report(checker, KEY_DICOM_MODALITY_LIST, node,
                     "'%.*s' (%.*s) is not an acquisition modality. Allowed: modalities that acquire images.",
                     SLICE_ARGS(coding.code), SLICE_ARGS(modality.meaning));
    }
}

/* Compares the study's list of modalities with those of its series. */
static void check_modalities(DicomChecker *checker, const Document *document, NodeId list, NodeId series_list,
                             bool has_all_series)
{
    Modalities listed = {.copies = arena_new()};
    Modalities of_series = {.copies = listed.copies};
    for (NodeId series = dicom_first(document, series_list); series != NODE_NONE;
         series = dicom_next(document, series)) {
        NodeId modality = document_member(document, series, SLICE("modality"));
        if (modality != NODE_NONE) {
            add_modality(checker, document, modality, &of_series);
        }
    }
    for (NodeId item = dicom_first(document, list); item != NODE_NONE; item = dicom_next(document, item)) {
        add_modality(checker, document, item, &listed);
        check_listed_modality(checker, document, item, &of_series, has_all_series);
    }
    for (size_t i = 0; i < of_series.codes.count && listed.codes.count > 0; i++) {
        Slice code = of_series.codes.entries[i].key;
        DicomModality modality;
        bool is_acquisition = dicom_modality_find(code, &modality) && modality.group != DICOM_OTHER;
        if (is_acquisition && !slice_map_find(&listed.codes, code)) {
            dicom_report(checker, KEY_DICOM_MODALITY_LIST, list,
                         "Series modality '" SHOWN "' is missing in 'modality' of the study.",
                         SHOWN_ARGS(shown_value(code)));
        }
    }
    slice_map_free(&listed.codes);
    slice_map_free(&of_series.codes);
    arena_free(listed.copies);
}

/* ---- what is left blank ---- */

/* Reports how much of what people read is left blank, once for the study. */
static void check_blanks(DicomChecker *checker, const Document *document, NodeId study, NodeId list, NodeId description)
{
    const Slice names[] = {SLICE("description"), SLICE("bodySite")};
    uint32_t count = 0;
    uint32_t blank[2] = {0};
    for (NodeId series = dicom_first(document, list); series != NODE_NONE; series = dicom_next(document, series)) {
        NodeId members[2];
        dicom_members(document, series, names, 2, members);
        blank[0] += members[0] == NODE_NONE;
        blank[1] += members[1] == NODE_NONE;
        count++;
    }
    if (blank[0] > 0 && blank[1] > 0) {
        dicom_report(checker, KEY_DICOM_BLANK, list,
                     "Of %u series, %u %s no description and %u no body site. Consumers display both.", count, blank[0],
                     blank[0] == 1 ? "has" : "have", blank[1]);
    } else if (blank[0] > 0 || blank[1] > 0) {
        dicom_report(checker, KEY_DICOM_BLANK, list, "Of %u series, %u %s no %s. Consumers display the %s.", count,
                     blank[0] + blank[1], blank[0] + blank[1] == 1 ? "has" : "have",
                     blank[0] > 0 ? "description" : "body site", blank[0] > 0 ? "description" : "body site");
    } else if (count > 0 && description == NODE_NONE) {
        dicom_report_missing(checker, KEY_DICOM_BLANK, study, SLICE("description"),
                             "Study description is missing. Consumers display the description.");
    }
}

/* ---- endpoints ---- */

/* Judges an Endpoint of the document that the study or a series leads to. */
static void check_endpoint(DicomChecker *checker, const Document *document, NodeId reference)
{
    NodeId endpoint = checker->handler->resolve(checker->handler->context, reference);
    NodeId type = document_member(document, endpoint, SLICE("connectionType"));
    Slice code = type == NODE_NONE ? SLICE("") : dicom_coding(checker, document, type).code;
    bool is_imaging = code.length == 0 || short_list_has(LIST_IMAGING_ENDPOINT, code, NULL);
    if (!is_imaging) {
        dicom_report(checker, KEY_DICOM_ENDPOINT, reference,
                     "Endpoint of type '" SHOWN "' does not provide images. Expected: a type such as dicom-wado-rs.",
                     SHOWN_ARGS(shown_value(code)));
    }
}

static void check_endpoint_list(DicomChecker *checker, const Document *document, NodeId list)
{
    for (NodeId item = dicom_first(document, list); item != NODE_NONE; item = dicom_next(document, item)) {
        check_endpoint(checker, document, item);
    }
}

/* Judges the endpoints of a study and of its series. */
static void check_endpoints(DicomChecker *checker, const Document *document, NodeId own, NodeId series_list)
{
    if (!checker->handler->resolve) {
        return;
    }
    check_endpoint_list(checker, document, own);
    for (NodeId series = dicom_first(document, series_list); series != NODE_NONE;
         series = dicom_next(document, series)) {
        check_endpoint_list(checker, document, document_member(document, series, SLICE("endpoint")));
    }
}

void dicom_check_study_itself(DicomChecker *checker, const Document *document, NodeId study)
{
    enum { IDENTIFIER, SERIES, SERIES_NUMBER, INSTANCE_NUMBER, MODALITY, ENDPOINTS, DESCRIPTION, COUNT };
    const Slice names[COUNT] = {
        [IDENTIFIER] = SLICE("identifier"),
        [SERIES] = SLICE("series"),
        [SERIES_NUMBER] = SLICE("numberOfSeries"),
        [INSTANCE_NUMBER] = SLICE("numberOfInstances"),
        [MODALITY] = SLICE("modality"),
        [ENDPOINTS] = SLICE("endpoint"),
        [DESCRIPTION] = SLICE("description"),
    };
    NodeId members[COUNT];
    uint32_t stated = 0;
    dicom_members(document, study, names, COUNT, members);
    DicomTotals totals = count_all(document, members[SERIES]);
    bool is_partial = dicom_number(document, members[SERIES_NUMBER], &stated) && stated > totals.series;
    check_identifiers(checker, document, study, members[IDENTIFIER]);
    check_series_count(checker, document, members[SERIES_NUMBER], &totals);
    check_instance_count(checker, document, members[INSTANCE_NUMBER], !is_partial, &totals);
    check_modalities(checker, document, members[MODALITY], members[SERIES], !is_partial);
    check_endpoints(checker, document, members[ENDPOINTS], members[SERIES]);
    check_blanks(checker, document, study, members[SERIES], members[DESCRIPTION]);
}
