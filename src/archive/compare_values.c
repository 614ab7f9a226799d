/* Compare: modality, numbers, dates, descriptions and body sites of the study and its series. */
#include "src/archive/compare_private.h"

#include "src/archive/archive_moment.h"
#include "src/archive/archive_words.h"
#include "src/archive/new_study.h"
#include "src/base/systems.h"
#include "src/profile/facts/dicom.h"

/* ---- dates ---- */

static void compare_started(Comparing *comparing, NodeId holder, const Image *there, ImageValue date, ImageValue time)
{
    ArchiveMoment here, moment;
    Slice zone = comparing->there->image.values[IMAGE_TIME_ZONE];
    Slice written = comparing_text(comparing, holder, "started");
    if (!archive_moment_read(there->values[date], there->values[time], zone, &moment)) {
        return;
    }
    Text text = TEXT_EMPTY;
    archive_moment_append(&moment, &text);
    Slice fhir = text_take(&text, comparing->arena);
    NodeId node = comparing_member(comparing, holder, "started");
    ArchiveMomentOrder order = written.length > 0 && archive_moment_read_fhir(written, &here)
                                   ? archive_moment_compare(&here, &moment)
                                   : MOMENTS_DIFFER;
    if (written.length == 0 || order == MOMENTS_DIFFER) {
        comparing_value(comparing, &(ComparedValue){.key = KEY_ARCHIVE_STARTED,
                                                    .holder = holder,
                                                    .member = "started",
                                                    .words = "Start",
                                                    .here = written,
                                                    .there = fhir});
    } else if (order == MOMENTS_LESS_HERE) {
        Slice clock = there->values[time];
        ArchiveFinding *less =
            comparing_add(comparing, KEY_ARCHIVE_LESS, CASE_NONE, node, NULL,
                          "Start is '%.*s'. The archive also has the time: '%.*s'%s.", SLICE_ARGS(written),
                          SLICE_ARGS(slice_part(clock, 0, 6)), moment.has_zone ? "" : ", without a time zone");
        less->is_difference = moment.has_zone;
        if (moment.has_zone && moment.time_parts >= 2) {
            less->fix = (ArchiveFix){ARCHIVE_SET, node, SLICE(""),
                                     arena_format(comparing->arena, "\"%.*s\"", SLICE_ARGS(fhir)), fhir};
        }
    } else if (order == MOMENTS_UNKNOWN) {
        comparing_add(comparing, KEY_ARCHIVE_LESS, CASE_NONE, node, NULL,
                      "The time was not compared: the archive does not state its time zone.")
            ->is_difference = false;
    }
}

/* ---- body sites ---- */

/* True where a coding here is what the images say: the code of their region, a code for their body part, or its text.
 */
static bool is_body_site(const Comparing *comparing, NodeId site, const Image *there)
{
    Slice code = comparing_text(comparing, site, "code"), display = comparing_text(comparing, site, "display");
    Slice part = there->values[IMAGE_BODY_PART];
    return (code.length > 0 && slice_equals(code, there->values[IMAGE_REGION_CODE])) ||
           (part.length > 0 && slice_equals_ignoring_case(display, part)) ||
           (code.length > 0 && dicom_body_part_has(part, code));
}

/* Compares a Coding: `json` is that of the archive, empty where it has none, `is_same` whether they agree, and
   `is_sure` whether they can be compared at all. */
static void compare_coding(Comparing *comparing, NodeId series, const char *member, const char *words, Slice said,
                           Slice json, bool is_same, bool is_sure)
{
    NodeId node = comparing_member(comparing, series, member);
    if (node != NODE_NONE && json.length > 0 && !is_same && !is_sure) {
        comparing_add(comparing, KEY_ARCHIVE_LESS, CASE_NONE, node, NULL, "%s was not compared. Archive: '" SHOWN "'.",
                      words, SHOWN_ARGS(shown_value(said)))
            ->is_difference = false;
        return;
    }
    Slice display = comparing_text(comparing, node, "display"), code = comparing_text(comparing, node, "code");
    Slice here = node == NODE_NONE ? SLICE("") : display.length > 0 ? display : code.length > 0 ? code : SLICE("?");
    comparing_value(comparing, &(ComparedValue){.key = KEY_ARCHIVE_BODY_SITE,
                                                .holder = series,
                                                .member = member,
                                                .words = words,
                                                .here = is_same ? said : here,
                                                .there = json.length > 0 ? said : SLICE(""),
                                                .json = json});
}

static void compare_body_site(Comparing *comparing, NodeId series, const Image *there)
{
    Text json = TEXT_EMPTY;
    Slice code, name, part = there->values[IMAGE_BODY_PART], meaning = there->values[IMAGE_REGION_MEANING];
    bool has_site = archive_append_body_site(there, &json);
    NodeId site = comparing_member(comparing, series, "bodySite");
    bool is_sure = slice_equals(comparing_text(comparing, site, "system"), SLICE(SYSTEM_SNOMED)) &&
                   (there->values[IMAGE_REGION_CODE].length > 0 || dicom_body_part_find(part, &code, &name));
    bool is_same = site != NODE_NONE && has_site && is_body_site(comparing, site, there);
    compare_coding(comparing, series, "bodySite", "Body site", part.length > 0 ? part : meaning,
                   arena_copy(comparing->arena, text_slice(&json)), is_same, is_sure);
    text_clear(&json);
    bool has_side = archive_append_laterality(there, &json);
    NodeId side = comparing_member(comparing, series, "laterality");
    Slice side_code = comparing_text(comparing, side, "code");
    is_same = has_side && side_code.length > 0 && slice_find(text_slice(&json), side_code, 0) != SIZE_MAX;
    is_sure = slice_equals(comparing_text(comparing, side, "system"), SLICE(SYSTEM_SNOMED));
    compare_coding(comparing, series, "laterality", "Laterality", there->values[IMAGE_LATERALITY],
                   text_take(&json, comparing->arena), is_same, is_sure);
}

/* ---- series ---- */

static void compare_text(Comparing *comparing, KeyId key, NodeId holder, const char *member, const char *words,
                         Slice there)
{
    comparing_value(comparing, &(ComparedValue){.key = key,
                                                .holder = holder,
                                                .member = member,
                                                .words = words,
                                                .here = slice_trim(comparing_text(comparing, holder, member)),
                                                .there = there});
}

/* The modality; where the images state none, the resource may say what it will. */
static void compare_modality(Comparing *comparing, NodeId series, const Image *there)
{
    Slice modality = there->values[IMAGE_MODALITY];
    Text json = TEXT_EMPTY;
    if (modality.length > 0) {
        new_study_append_modality(modality, &json);
        comparing_value(comparing, &(ComparedValue){.key = KEY_ARCHIVE_MODALITY,
                                                    .holder = series,
                                                    .member = "modality",
                                                    .words = "Modality",
                                                    .here = comparing_inner_text(comparing, series, "modality", "code"),
                                                    .there = modality,
                                                    .json = text_take(&json, comparing->arena)});
    }
}

void compare_series_values(Comparing *comparing, NodeId series, const ImageSeries *there)
{
    const Image *image = &there->image;
    compare_text(comparing, KEY_ARCHIVE_UID, series, "uid", "Series Instance UID", image->values[IMAGE_SERIES_UID]);
    compare_modality(comparing, series, image);
    Slice number = new_study_number(image->values[IMAGE_SERIES_NUMBER], comparing->arena);
    comparing_value(comparing, &(ComparedValue){.key = KEY_ARCHIVE_NUMBER,
                                                .holder = series,
                                                .member = "number",
                                                .words = "Series number",
                                                .here = comparing_text(comparing, series, "number"),
                                                .there = number,
                                                .json = number});
    compare_text(comparing, KEY_ARCHIVE_DESCRIPTION, series, "description", "Description",
                 image->values[IMAGE_SERIES_DESCRIPTION]);
    compare_started(comparing, series, image, IMAGE_SERIES_DATE, IMAGE_SERIES_TIME);
    compare_body_site(comparing, series, image);
}

/* ---- study ---- */

static bool has_identifier_type(const Comparing *comparing, NodeId identifier, const char *code)
{
    NodeId codings = comparing_member(comparing, comparing_member(comparing, identifier, "type"), "coding");
    for (NodeId item = codings == NODE_NONE ? NODE_NONE : document_item(comparing->document, codings);
         item != NODE_NONE; item = document_item_after(comparing->document, codings, item)) {
        if (slice_equals(comparing_text(comparing, item, "code"), slice_from(code))) {
            return true;
        }
    }
    return false;
}

/* The accession number is the identifier of the type ACSN; without one, any identifier that has its value will do. */
static void compare_accession(Comparing *comparing)
{
    const Document *document = comparing->document;
    Slice there = comparing->there->image.values[IMAGE_ACCESSION];
    NodeId list = comparing_member(comparing, comparing->study, "identifier"), typed = NODE_NONE;
    bool has_value = false;
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        typed = has_identifier_type(comparing, item, "ACSN") ? item : typed;
        has_value = has_value || slice_equals(comparing_text(comparing, item, "value"), there);
    }
    if (typed != NODE_NONE) {
        compare_text(comparing, KEY_ARCHIVE_ACCESSION, typed, "value", "Accession number", there);
    } else if (there.length > 0 && !has_value) {
        Text json = TEXT_EMPTY;
        bool is_absent = list == NODE_NONE;
        text_append_byte(&json, '[');
        new_study_append_accession(there, &json);
        text_append_byte(&json, ']');
        ArchiveFinding *less =
            comparing_add(comparing, KEY_ARCHIVE_LESS, CASE_NONE, is_absent ? comparing->study : list,
                          is_absent ? "identifier" : NULL, "Accession number is missing. Archive: '" SHOWN "'.",
                          SHOWN_ARGS(shown_value(there)));
        less->fix = (ArchiveFix){is_absent ? ARCHIVE_ADD : ARCHIVE_APPEND, is_absent ? comparing->study : list,
                                 SLICE("identifier"), text_take(&json, comparing->arena), there};
    }
}

/* The modalities of the study, as a set; only where its series agree, from which it follows. */
static void compare_modalities(Comparing *comparing)
{
    const Document *document = comparing->document;
    NodeId list = comparing_member(comparing, comparing->study, "modality");
    SliceMap there = SLICE_MAP_EMPTY;
    bool is_same = true;
    bool is_new;
    for (size_t i = 0; i < comparing->there->count; i++) {
        slice_map_add(&there, archive_modality(&comparing->there->series[i].image), &is_new);
    }
    size_t count = 0;
    for (NodeId item = list == NODE_NONE ? NODE_NONE : document_item(document, list); item != NODE_NONE;
         item = document_item_after(document, list, item)) {
        uint32_t *known = slice_map_find(&there, comparing_text(comparing, item, "code"));
        is_same = is_same && known;
        count += known && (*known)++ == 0;
    }
    if (list != NODE_NONE && (!is_same || count < there.count)) {
        Text json = TEXT_EMPTY, words = TEXT_EMPTY;
        new_study_append_modalities(comparing->there, &json);
        for (size_t i = 0; i < there.count; i++) {
            text_format(&words, "%s%.*s", i > 0 ? ", " : "", SLICE_ARGS(there.entries[i].key));
        }
        ArchiveFinding *differs = comparing_add(
            comparing, KEY_ARCHIVE_MODALITY, CASE_NONE, list, NULL, "Modalities differ. Archive: '" SHOWN "'.",
            SHOWN_ARGS(shown_value(arena_copy(comparing->arena, text_slice(&words)))));
        differs->fix = (ArchiveFix){ARCHIVE_SET, list, SLICE(""), text_take(&json, comparing->arena), SLICE("")};
        text_free(&words);
    }
    slice_map_free(&there);
}

void compare_study_values(Comparing *comparing)
{
    const Image *there = &comparing->there->image;
    bool has_other_series = false;
    for (size_t i = 0; i < comparing->result->count; i++) {
        KeyId key = comparing->result->findings[i].issue.id;
        has_other_series = has_other_series || key == KEY_ARCHIVE_MODALITY || key == KEY_ARCHIVE_MISSING ||
                           key == KEY_ARCHIVE_UNLISTED;
    }
    if (!has_other_series) {
        compare_modalities(comparing);
    }
    compare_started(comparing, comparing->study, there, IMAGE_STUDY_DATE, IMAGE_STUDY_TIME);
    compare_text(comparing, KEY_ARCHIVE_DESCRIPTION, comparing->study, "description", "Description",
                 there->values[IMAGE_STUDY_DESCRIPTION]);
    compare_accession(comparing);
}
