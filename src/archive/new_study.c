/* NewStudy: members in the order of the definition. */
#include "src/archive/new_study.h"

#include "src/archive/archive_moment.h"
#include "src/archive/archive_words.h"
#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "src/json/splice.h"
#include "src/profile/facts/dicom.h"

Slice new_study_number(Slice number, Arena *arena)
{
    enum { DIGITS_MAXIMUM = 9 };
    Slice digits = slice_trim(number);
    digits = slice_without_prefix(digits, SLICE("+"));
    for (size_t i = 0; i < digits.length; i++) {
        if (!ascii_is_digit(digits.bytes[i])) {
            return SLICE("");
        }
    }
    while (digits.length > 1 && digits.bytes[0] == '0') {
        digits = slice_part(digits, 1, SIZE_MAX);
    }
    return digits.length <= DIGITS_MAXIMUM ? arena_copy(arena, digits) : SLICE("");
}

/* Appends a member whose value is JSON already. */
static void append_json(const char *name, Slice value, Text *json)
{
    if (value.length > 0) {
        char last = json->bytes[json->length - 1];
        text_format(json, "%s\"%s\":", last == '{' || last == '[' ? "" : ",", name);
        text_append(json, value);
    }
}

static void append_number(const char *name, Slice number, Text *json)
{
    Arena *arena = arena_new();
    append_json(name, new_study_number(number, arena), json);
    arena_free(arena);
}

static void append_started(const ImageStudy *study, Slice date, Slice time, Text *json)
{
    ArchiveMoment moment;
    if (archive_moment_read(date, time, study->image.values[IMAGE_TIME_ZONE], &moment)) {
        Text text = TEXT_EMPTY;
        archive_moment_append(&moment, &text);
        archive_append_member("started", text_slice(&text), json);
        text_free(&text);
    }
}

void new_study_append_modality(Slice modality, Text *json)
{
    DicomModality known;
    text_append_byte(json, '{');
    archive_append_member("system", SLICE(SYSTEM_DICOM), json);
    archive_append_member("code", modality, json);
    if (dicom_modality_find(modality, &known)) {
        archive_append_member("display", known.meaning, json);
    }
    text_append_byte(json, '}');
}

void new_study_append_modalities(const ImageStudy *study, Text *json)
{
    SliceMap known = SLICE_MAP_EMPTY;
    text_append_byte(json, '[');
    for (size_t i = 0; i < study->count; i++) {
        bool is_new;
        Slice modality = archive_modality(&study->series[i].image);
        slice_map_add(&known, modality, &is_new);
        if (is_new) {
            text_append(json, i > 0 ? SLICE(",") : SLICE(""));
            new_study_append_modality(modality, json);
        }
    }
    text_append_byte(json, ']');
    slice_map_free(&known);
}

/* ---- instances and series ---- */

void new_study_append_sop_class(Slice uid, Text *json)
{
    DicomSopClass known;
    Text code = TEXT_EMPTY;
    text_format(&code, SCHEME_OID "%.*s", SLICE_ARGS(uid));
    text_append_byte(json, '{');
    archive_append_member("system", SLICE(SYSTEM_URI), json);
    archive_append_member("code", text_slice(&code), json);
    if (dicom_sop_class_find(uid, &known)) {
        archive_append_member("display", known.name, json);
    }
    text_append_byte(json, '}');
    text_free(&code);
}

void new_study_append_instance(const ImageInstance *instance, Text *json)
{
    text_append_byte(json, '{');
    archive_append_member("uid", instance->uid, json);
    if (instance->sop_class.length > 0) {
        text_append(json, SLICE(",\"sopClass\":"));
        new_study_append_sop_class(instance->sop_class, json);
    }
    append_number("number", instance->number, json);
    text_append_byte(json, '}');
}

/* Body site and side, where the images say them. */
static void append_places(const Image *series, Text *json)
{
    Text coding = TEXT_EMPTY;
    if (archive_append_body_site(series, &coding)) {
        append_json("bodySite", text_slice(&coding), json);
    }
    text_clear(&coding);
    if (archive_append_laterality(series, &coding)) {
        append_json("laterality", text_slice(&coding), json);
    }
    text_free(&coding);
}

void new_study_append_series(const ImageStudy *study, const ImageSeries *series, Text *json)
{
    const Image *image = &series->image;
    Text part = TEXT_EMPTY;
    text_append_byte(json, '{');
    archive_append_member("uid", image->values[IMAGE_SERIES_UID], json);
    append_number("number", image->values[IMAGE_SERIES_NUMBER], json);
    new_study_append_modality(archive_modality(image), &part);
    append_json("modality", text_slice(&part), json);
    text_free(&part);
    archive_append_member("description", image->values[IMAGE_SERIES_DESCRIPTION], json);
    text_format(json, ",\"numberOfInstances\":%zu", series->count);
    append_places(image, json);
    append_started(study, image->values[IMAGE_SERIES_DATE], image->values[IMAGE_SERIES_TIME], json);
    text_append(json, SLICE(",\"instance\":["));
    for (size_t i = 0; i < series->count; i++) {
        text_append(json, i > 0 ? SLICE(",") : SLICE(""));
        new_study_append_instance(&series->instances[i], json);
    }
    text_append(json, SLICE("]}"));
}

/* ---- the study ---- */

void new_study_append_heading(Slice description, Slice date, Text *html)
{
    Slice title = description.length > 0 ? description : SLICE("Imaging study");
    for (size_t i = 0; i < title.length; i++) {
        char byte = title.bytes[i];
        text_append(html, byte == '<'   ? SLICE("&lt;")
                          : byte == '>' ? SLICE("&gt;")
                          : byte == '&' ? SLICE("&amp;")
                                        : slice_make(&title.bytes[i], 1));
    }
    text_append(html, date.length > 0 ? SLICE(", ") : SLICE(""));
    text_append(html, date);
}

void new_study_append_counts(size_t series, size_t instances, Text *html)
{
    text_format(html, ": %zu series, %zu instance%s", series, instances, instances == 1 ? "" : "s");
}

void new_study_append_title(const ImageStudy *study, Text *html)
{
    ArchiveMoment moment;
    Text date = TEXT_EMPTY;
    if (archive_moment_read(study->image.values[IMAGE_STUDY_DATE], SLICE(""), SLICE(""), &moment)) {
        archive_moment_append(&moment, &date);
    }
    new_study_append_heading(study->image.values[IMAGE_STUDY_DESCRIPTION], text_slice(&date), html);
    text_free(&date);
}

void new_study_append_text(const ImageStudy *study, Text *json)
{
    Text html = TEXT_EMPTY;
    text_append(&html, SLICE("<div xmlns=\"" XHTML_NAMESPACE "\"><p>"));
    new_study_append_title(study, &html);
    new_study_append_counts(study->count, image_study_instances(study), &html);
    text_append(&html, SLICE("</p></div>"));
    text_append(json, SLICE(",\"text\":{\"status\":\"generated\""));
    archive_append_member("div", text_slice(&html), json);
    text_append_byte(json, '}');
    text_free(&html);
}

void new_study_append_accession(Slice number, Text *json)
{
    text_append(json, SLICE("{\"type\":{\"coding\":[{\"system\":\"" SYSTEM_IDENTIFIER_TYPE
                            "\",\"code\":\"ACSN\",\"display\":\"Accession ID\"}]}"));
    archive_append_member("value", number, json);
    text_append_byte(json, '}');
}

static void append_identifiers(const Image *image, Text *json)
{
    Text uid = TEXT_EMPTY;
    text_format(&uid, SCHEME_OID "%.*s", SLICE_ARGS(image->values[IMAGE_STUDY_UID]));
    text_append(json, SLICE(",\"identifier\":[{\"system\":\"" SYSTEM_DICOM_UID "\""));
    archive_append_member("value", text_slice(&uid), json);
    text_append_byte(json, '}');
    text_free(&uid);
    if (image->values[IMAGE_ACCESSION].length > 0) {
        text_append_byte(json, ',');
        new_study_append_accession(image->values[IMAGE_ACCESSION], json);
    }
    text_append_byte(json, ']');
}

static void append_subject(const Image *image, Slice reference, Text *json)
{
    Text name = TEXT_EMPTY;
    archive_append_person(image->values[IMAGE_PATIENT_NAME], &name);
    if (reference.length == 0 && image->values[IMAGE_PATIENT_ID].length == 0 && name.length == 0) {
        return;
    }
    text_append(json, SLICE(",\"subject\":{"));
    archive_append_member("reference", reference, json);
    if (image->values[IMAGE_PATIENT_ID].length > 0) {
        text_append(json, reference.length > 0 ? SLICE(",") : SLICE(""));
        text_append(json, SLICE("\"identifier\":{"));
        archive_append_member("value", image->values[IMAGE_PATIENT_ID], json);
        text_append_byte(json, '}');
    }
    archive_append_member("display", text_slice(&name), json);
    text_append_byte(json, '}');
    text_free(&name);
}

static void append_procedure(const Image *image, Text *json)
{
    Slice system = archive_scheme(image->values[IMAGE_PROCEDURE_SCHEME]);
    Slice code = image->values[IMAGE_PROCEDURE_CODE], meaning = image->values[IMAGE_PROCEDURE_MEANING];
    if (code.length == 0 && meaning.length == 0) {
        return;
    }
    text_append(json, SLICE(",\"procedureCode\":[{"));
    if (system.length > 0 && code.length > 0) {
        text_append(json, SLICE("\"coding\":[{"));
        archive_append_member("system", system, json);
        archive_append_member("code", code, json);
        archive_append_member("display", meaning, json);
        text_append(json, SLICE("}]"));
    }
    archive_append_member("text", meaning.length > 0 ? meaning : code, json);
    text_append(json, SLICE("}]"));
}

void new_study_append(const ImageStudy *study, Slice reference, Text *json)
{
    const Image *image = &study->image;
    Text referrer = TEXT_EMPTY;
    text_append(json, SLICE("{\"resourceType\":\"ImagingStudy\""));
    new_study_append_text(study, json);
    append_identifiers(image, json);
    text_append(json, SLICE(",\"status\":\"available\",\"modality\":"));
    new_study_append_modalities(study, json);
    append_subject(image, reference, json);
    append_started(study, image->values[IMAGE_STUDY_DATE], image->values[IMAGE_STUDY_TIME], json);
    archive_append_person(image->values[IMAGE_REFERRER], &referrer);
    if (referrer.length > 0) {
        text_append(json, SLICE(",\"referrer\":{"));
        archive_append_member("display", text_slice(&referrer), json);
        text_append_byte(json, '}');
    }
    text_free(&referrer);
    text_format(json, ",\"numberOfSeries\":%zu,\"numberOfInstances\":%zu", study->count, image_study_instances(study));
    append_procedure(image, json);
    archive_append_member("description", image->values[IMAGE_STUDY_DESCRIPTION], json);
    text_append(json, SLICE(",\"series\":["));
    for (size_t i = 0; i < study->count; i++) {
        text_append(json, i > 0 ? SLICE(",") : SLICE(""));
        new_study_append_series(study, &study->series[i], json);
    }
    text_append(json, SLICE("]}"));
}

/* Appends JSON without whitespace as lines with two blanks for each level. */
static void append_indented(Slice compact, Text *text)
{
    enum { BLANKS = 2 };
    size_t depth = 0;
    bool is_string = false;
    for (size_t i = 0; i < compact.length; i++) {
        char byte = compact.bytes[i];
        bool is_closing = !is_string && (byte == '}' || byte == ']');
        if (is_closing) {
            text_append_byte(text, '\n');
            text_append_repeated(text, ' ', BLANKS * --depth);
        }
        text_append_byte(text, byte);
        if (is_string && byte == '\\') {
            text_append_byte(text, compact.bytes[++i]);
        } else if (byte == '"') {
            is_string = !is_string;
        } else if (!is_string && (byte == '{' || byte == '[' || byte == ',')) {
            depth += byte != ',';
            text_append_byte(text, '\n');
            text_append_repeated(text, ' ', BLANKS * depth);
        } else if (!is_string && byte == ':') {
            text_append_byte(text, ' ');
        }
    }
    text_append_byte(text, '\n');
}

void new_study_append_lines(const ImageStudy *study, Text *text)
{
    Text json = TEXT_EMPTY;
    new_study_append(study, SLICE(""), &json);
    append_indented(text_slice(&json), text);
    text_free(&json);
}

void new_study_append_remarks(const ImageStudy *study, Text *lines)
{
    const Image *image = &study->image;
    Slice uid = image->values[IMAGE_STUDY_UID];
    for (size_t i = 0; i < study->count; i++) {
        const Image *series = &study->series[i].image;
        if (series->values[IMAGE_MODALITY].length == 0) {
            text_format(lines, "series %.*s: the images state no modality; 'OT' was written\n",
                        SLICE_ARGS(series->values[IMAGE_SERIES_UID]));
        }
    }
    if (image->values[IMAGE_STUDY_TIME].length > 0 && image->values[IMAGE_TIME_ZONE].length == 0) {
        text_format(lines, "study %.*s: the images state no time zone; dates were written without their time\n",
                    SLICE_ARGS(uid));
    }
    if (image->values[IMAGE_STUDY_DATE].length == 0) {
        text_format(lines, "study %.*s: the images state no date\n", SLICE_ARGS(uid));
    }
}
