/* Compare: which studies belong together, and how findings are made. */
#include "src/archive/compare_private.h"

#include "src/base/systems.h"
#include "src/json/splice.h"
#include "src/outline/studies.h"

#include <stdlib.h>

/* Values of DICOM have at most so many characters: they are shown whole, so that one sees where they differ. */
enum { WHOLE_MAXIMUM = 64 };

void archive_comparison_free(ArchiveComparison *comparison)
{
    free(comparison->findings);
    arena_free(comparison->arena);
    *comparison = (ArchiveComparison){0};
}

bool archive_comparison_differs(const ArchiveComparison *comparison, Severity least)
{
    bool differs = false;
    for (size_t i = 0; i < comparison->count && !differs; i++) {
        const ArchiveFinding *finding = &comparison->findings[i];
        differs = finding->is_difference && finding->issue.severity >= least;
    }
    return differs;
}

/* ---- reading ---- */

NodeId comparing_member(const Comparing *comparing, NodeId holder, const char *member)
{
    return holder == NODE_NONE ? NODE_NONE : document_member(comparing->document, holder, slice_from(member));
}

Slice comparing_text(const Comparing *comparing, NodeId holder, const char *member)
{
    NodeId node = comparing_member(comparing, holder, member);
    NodeKind kind = node == NODE_NONE ? NODE_NULL : document_node(comparing->document, node)->kind;
    bool is_text = kind == NODE_STRING || kind == NODE_NUMBER;
    return is_text ? document_text(comparing->document, node, comparing->arena) : SLICE("");
}

Slice comparing_inner_text(const Comparing *comparing, NodeId holder, const char *outer, const char *member)
{
    return comparing_text(comparing, comparing_member(comparing, holder, outer), member);
}

/* ---- findings ---- */

ArchiveFinding *comparing_add(Comparing *comparing, KeyId key, KeyCase in_case, NodeId node, const char *missing,
                              const char *format, ...)
{
    ArchiveComparison *result = comparing->result;
    const Node *place = document_node(comparing->document, node);
    ARRAY_RESERVE(result->findings, result->capacity, result->count + 1);
    ArchiveFinding *finding = &result->findings[result->count++];
    va_list arguments;
    va_start(arguments, format);
    *finding = (ArchiveFinding){.issue = {.severity = key_severity(key, in_case),
                                          .id = key,
                                          .key = key_name(key, NULL),
                                          .node = node,
                                          .missing = slice_from(missing),
                                          .span = {place->start, missing ? 1 : place->length},
                                          .message = arena_format_list(comparing->arena, format, arguments),
                                          .detail = slice_from(key_source(key, in_case))},
                                .is_difference = true};
    va_end(arguments);
    return finding;
}

size_t comparing_differences(const Comparing *comparing)
{
    size_t count = 0;
    for (size_t i = 0; i < comparing->result->count; i++) {
        count += comparing->result->findings[i].issue.severity > SEVERITY_NOTE;
    }
    return count;
}

/* The archive's value as JSON. */
static Slice json_of(const Comparing *comparing, const ComparedValue *value)
{
    if (value->json.length > 0) {
        return value->json;
    }
    Text json = TEXT_EMPTY;
    splice_quote(value->there, &json);
    return text_take(&json, comparing->arena);
}

bool comparing_value(Comparing *comparing, const ComparedValue *value)
{
    NodeId node = comparing_member(comparing, value->holder, value->member);
    if (slice_equals(value->here, value->there)) {
        return false;
    }
    Shown there = {value->there, "", SLICE("")};
    Shown here = value->here.length <= WHOLE_MAXIMUM ? (Shown){value->here, "", SLICE("")} : shown_value(value->here);
    if (value->here.length == 0) {
        NodeId place = node == NODE_NONE ? value->holder : node;
        ArchiveFinding *less =
            comparing_add(comparing, KEY_ARCHIVE_LESS, CASE_NONE, place, node == NODE_NONE ? value->member : NULL,
                          "%s is missing. Archive: '" SHOWN "'.", value->words, SHOWN_ARGS(there));
        less->fix = (ArchiveFix){node == NODE_NONE ? ARCHIVE_ADD : ARCHIVE_SET, place, slice_from(value->member),
                                 json_of(comparing, value), value->there};
        return false;
    }
    if (value->there.length == 0) {
        comparing_add(comparing, KEY_ARCHIVE_LESS, CASE_NONE, node, NULL, "%s is missing in the archive.", value->words)
            ->is_difference = false;
        return false;
    }
    ArchiveFinding *differs =
        comparing_add(comparing, value->key, value->in_case, node, NULL, "%s is '" SHOWN "'. Archive: '" SHOWN "'.",
                      value->words, SHOWN_ARGS(here), SHOWN_ARGS(there));
    differs->fix = (ArchiveFix){ARCHIVE_SET, node, SLICE(""), json_of(comparing, value), value->there};
    return true;
}

void compare_count(Comparing *comparing, NodeId holder, const char *member, const char *words, size_t listed,
                   size_t there, bool has_differences)
{
    Slice here = comparing_text(comparing, holder, member);
    Slice number = arena_format(comparing->arena, "%zu", there);
    Slice listed_number = arena_format(comparing->arena, "%zu", listed);
    if (has_differences && slice_equals(here, listed_number)) {
        return;
    }
    comparing_value(comparing, &(ComparedValue){.key = KEY_ARCHIVE_COUNT,
                                                .holder = holder,
                                                .member = member,
                                                .words = words,
                                                .here = here,
                                                .there = number,
                                                .json = number});
}

/* ---- studies ---- */

/* The UID of a study: of its identifier with the system urn:dicom:uid, with and without its prefix. */
static NodeId find_study_uid(const Comparing *comparing, NodeId study, Slice *uid)
{
    const Document *document = comparing->document;
    NodeId list = comparing_member(comparing, study, "identifier");
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        if (slice_equals(comparing_text(comparing, item, "system"), SLICE(SYSTEM_DICOM_UID))) {
            *uid = slice_without_prefix(comparing_text(comparing, item, "value"), SLICE(SCHEME_OID));
            return item;
        }
    }
    *uid = SLICE("");
    return NODE_NONE;
}

Slice archive_study_uid(const Document *document, NodeId study, Arena *arena)
{
    Slice uid;
    Comparing comparing = {.document = document, .arena = arena};
    find_study_uid(&comparing, study, &uid);
    return uid;
}

/* How much a study here has in common with one there: series count more than any number of instances. */
static uint64_t count_common(const Comparing *comparing, NodeId study, const ImageStudy *there)
{
    SliceMap uids = SLICE_MAP_EMPTY;
    uint64_t common = 0;
    for (size_t i = 0; i < there->count; i++) {
        for (size_t k = 0; k < there->series[i].count; k++) {
            *slice_map_add(&uids, there->series[i].instances[k].uid, NULL) = false;
        }
    }
    for (size_t i = 0; i < there->count; i++) {
        *slice_map_add(&uids, there->series[i].image.values[IMAGE_SERIES_UID], NULL) = true;
    }
    NodeId end = document_node(comparing->document, study)->end;
    for (NodeId node = study; node < end; node++) {
        const uint32_t *is_series =
            document_key_equals(comparing->document, node, SLICE("uid"))
                ? slice_map_find(&uids, document_text(comparing->document, node, comparing->arena))
                : NULL;
        common += !is_series ? 0 : *is_series ? (uint64_t)1 << 32 : 1;
    }
    slice_map_free(&uids);
    return common;
}

/* True for each study there that one here has by its UID; freed by the caller. */
static bool *find_taken(const Comparing *comparing, const ImageSet *set)
{
    bool *is_taken = memory_allocate_zeroed(set->count + 1, sizeof *is_taken);
    const Document *document = comparing->document;
    for (NodeId study = studies_next(document, NODE_NONE); study != NODE_NONE; study = studies_next(document, study)) {
        const ImageStudy *there = image_set_find(set, archive_study_uid(document, study, comparing->arena));
        if (there) {
            is_taken[there - set->studies] = true;
        }
    }
    return is_taken;
}

/* The study of the archive that belongs to one of the document; NULL if there is none. One that has most in common with
   a study that another one here has by its UID has none, unless it has no UID that this would change. */
static const ImageStudy *find_study(const Comparing *comparing, NodeId study, const ImageSet *set, bool *is_taken)
{
    Slice uid;
    find_study_uid(comparing, study, &uid);
    const ImageStudy *there = uid.length > 0 ? image_set_find(set, uid) : NULL;
    if (there) {
        return there;
    }
    uint64_t most = 0;
    for (size_t i = 0; i < set->count; i++) {
        uint64_t common = count_common(comparing, study, &set->studies[i]);
        bool is_freed = there && common == most && common > 0 && is_taken[there - set->studies] && !is_taken[i];
        if (common > most || is_freed) {
            there = &set->studies[i];
            most = common;
        }
    }
    if (there && uid.length > 0 && is_taken[there - set->studies]) {
        return NULL;
    }
    there = there ? there : uid.length == 0 && set->count == 1 ? set->studies : NULL;
    if (there && uid.length > 0) {
        is_taken[there - set->studies] = true;
    }
    return there;
}

/* Compares the UID of the study, which FHIR has as an identifier. */
static void compare_study_uid(Comparing *comparing)
{
    Slice here, there = comparing->there->image.values[IMAGE_STUDY_UID];
    NodeId identifier = find_study_uid(comparing, comparing->study, &here);
    Text json = TEXT_EMPTY;
    if (identifier != NODE_NONE) {
        text_format(&json, "\"" SCHEME_OID "%.*s\"", SLICE_ARGS(there));
        comparing_value(comparing, &(ComparedValue){.key = KEY_ARCHIVE_UID,
                                                    .holder = identifier,
                                                    .member = "value",
                                                    .words = "Study Instance UID",
                                                    .here = here,
                                                    .there = there,
                                                    .json = text_take(&json, comparing->arena)});
        return;
    }
    NodeId list = comparing_member(comparing, comparing->study, "identifier");
    ArchiveFinding *less =
        comparing_add(comparing, KEY_ARCHIVE_LESS, CASE_NONE, list == NODE_NONE ? comparing->study : list,
                      list == NODE_NONE ? "identifier" : NULL, "Study Instance UID is missing. Archive: '" SHOWN "'.",
                      SHOWN_ARGS(shown_value(there)));
    text_format(&json, "[{\"system\":\"" SYSTEM_DICOM_UID "\",\"value\":\"" SCHEME_OID "%.*s\"}]", SLICE_ARGS(there));
    less->fix =
        (ArchiveFix){list == NODE_NONE ? ARCHIVE_ADD : ARCHIVE_APPEND, list == NODE_NONE ? comparing->study : list,
                     SLICE("identifier"), text_take(&json, comparing->arena), there};
}

static void compare_study(Comparing *comparing)
{
    compare_study_uid(comparing);
    compare_all_series(comparing);
    compare_study_values(comparing);
    compare_patient(comparing);
}

static int compare_findings(const void *a, const void *b)
{
    const Issue *first = &((const ArchiveFinding *)a)->issue, *second = &((const ArchiveFinding *)b)->issue;
    if (first->span.start != second->span.start) {
        return first->span.start < second->span.start ? -1 : 1;
    }
    if (first->severity != second->severity) {
        return first->severity > second->severity ? -1 : 1;
    }
    int order = strcmp(first->key, second->key);
    order = order ? order : slice_compare(first->missing, second->missing);
    return order ? order : slice_compare(first->message, second->message);
}

bool archive_compare(const Document *document, const ImageSet *set, ArchiveComparison *comparison, Error *error)
{
    comparison->arena = comparison->arena ? comparison->arena : arena_new();
    Comparing comparing = {
        .document = document, .names = names_new(document), .result = comparison, .arena = comparison->arena};
    size_t studies = 0, found = 0;
    bool *is_taken = find_taken(&comparing, set);
    for (NodeId study = studies_next(document, NODE_NONE); study != NODE_NONE; study = studies_next(document, study)) {
        comparing.study = study;
        comparing.there = find_study(&comparing, study, set, is_taken);
        studies++;
        if (comparing.there) {
            found++;
            compare_study(&comparing);
        } else {
            comparing_add(&comparing, KEY_ARCHIVE_MISSING, CASE_NONE, study, NULL,
                          "The archive does not have this study.");
        }
    }
    free(is_taken);
    names_free(comparing.names);
    if (comparison->count > 1) {
        qsort(comparison->findings, comparison->count, sizeof *comparison->findings, compare_findings);
    }
    if (studies == 0) {
        return error_set(error, ERROR_NOT_FOUND, document_name(document), "there is no ImagingStudy in the file");
    }
    return found > 0 ||
           error_set(error, ERROR_NOT_FOUND, document_name(document), "the archive does not have the study");
}
