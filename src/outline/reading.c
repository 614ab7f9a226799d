/* Reading: tables of words, and a few types that are said otherwise than they are written. */
#include "src/outline/reading.h"

#include "src/base/ascii.h"
#include "src/base/systems.h"
#include "src/outline/summary.h"
#include "src/profile/facts/dicom.h"
#include "src/profile/facts/explain.h"

#include <stdint.h>

enum { CODE_SHORT = 6 };

/* ---- names ---- */

static bool is_text(const Document *document, NodeId id, const char *text)
{
    return id != NODE_NONE && document_string_equals(document, id, slice_from(text));
}

/* What an identifier is the number of. */
static const char *identifier_label(const Document *document, NodeId id)
{
    NodeId coding = document_member(document, document_member(document, id, SLICE("type")), SLICE("coding"));
    NodeId first = coding != NODE_NONE ? document_first_child(document, coding) : NODE_NONE;
    return is_text(document, document_member(document, id, SLICE("system")), SYSTEM_DICOM_UID) ? "Study UID"
           : is_text(document, document_member(document, first, SLICE("code")), "ACSN")        ? "Accession number"
                                                                                               : "Number";
}

/* "procedureCode" as "Procedure code". */
static void append_name(Slice name, Text *text)
{
    for (size_t i = 0; i < name.length; i++) {
        char c = name.bytes[i];
        bool is_capital = ascii_is_upper(c);
        if (is_capital && i > 0) {
            text_append_byte(text, ' ');
        }
        text_append_byte(text, i > 0 ? ascii_lower(c) : ascii_upper(c));
    }
}

void reading_label(const Document *document, NodeId id, Slice path, Slice name, Text *text)
{
    if (slice_equals(path, SLICE("ImagingStudy.identifier"))) {
        text_append(text, slice_from(identifier_label(document, id)));
        return;
    }
    Slice label = explain_label(path);
    if (label.length > 0) {
        text_append(text, label);
        return;
    }
    append_name(name, text);
}

/* ---- dates ---- */

static bool has_dash(Slice text, size_t at)
{
    return at < text.length && text.bytes[at] == '-';
}

void reading_date(Slice written, Text *text)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    int year = ascii_number_at(written, 0, 4), month = has_dash(written, 4) ? ascii_number_at(written, 5, 2) : -1;
    int day = has_dash(written, 7) ? ascii_number_at(written, 8, 2) : -1;
    enum { OFFSET = 20, OFFSET_HOURS = 14 };
    bool is_far = written.length == OFFSET + 5 && ascii_number_at(written, OFFSET, 2) > OFFSET_HOURS;
    if (year < 0 || month < 1 || month > 12 || (written.length > 7 && day < 1) || is_far) {
        text_append(text, written);
        return;
    }
    if (day > 0) {
        text_format(text, "%d ", day);
    }
    text_format(text, "%s %d", months[month - 1], year);
    bool has_time = written.length >= 16 && written.bytes[10] == 'T';
    text_append(text, has_time ? SLICE(", ") : (Slice){0});
    text_append(text, has_time ? slice_part(written, 11, 5) : (Slice){0});
}

/* ---- types ---- */

Slice reading_meaning(Slice code)
{
    DicomModality modality;
    DicomSopClass sop_class;
    Slice uid = slice_without_prefix(code, SLICE(SCHEME_OID));
    return dicom_sop_class_find(uid, &sop_class)  ? sop_class.name
           : dicom_modality_find(code, &modality) ? modality.meaning
                                                  : (Slice){0};
}

static bool read_coding(const Document *document, NodeId id, Text *text)
{
    Text first = TEXT_EMPTY, second = TEXT_EMPTY;
    NodeId display = document_member(document, id, SLICE("display")),
           code = document_member(document, id, SLICE("code"));
    Slice coded = code == NODE_NONE ? (Slice){0} : document_string(document, code, &second);
    Slice meant = display == NODE_NONE ? reading_meaning(coded) : document_string(document, display, &first);
    text_append(text, meant.length ? meant : coded);
    if (meant.length && coded.length && coded.length <= CODE_SHORT) {
        text_format(text, " (%.*s)", SLICE_ARGS(coded));
    }
    text_free(&first);
    text_free(&second);
    return meant.length + coded.length > 0;
}

/* The UID of a study as DICOM writes it; other identifiers are read as they are written. */
static bool read_identifier(const Document *document, NodeId id, Text *text)
{
    NodeId value = document_member(document, id, SLICE("value"));
    Text scratch = TEXT_EMPTY;
    Slice written = value == NODE_NONE ? (Slice){0} : document_string(document, value, &scratch);
    Slice uid = slice_without_prefix(written, SLICE(SCHEME_OID));
    bool is_uid = uid.length < written.length &&
                  is_text(document, document_member(document, id, SLICE("system")), SYSTEM_DICOM_UID);
    text_append(text, is_uid ? uid : (Slice){0});
    text_free(&scratch);
    return is_uid;
}

static bool read_date(const Document *document, NodeId id, Text *text)
{
    Text scratch = TEXT_EMPTY;
    reading_date(document_string(document, id, &scratch), text);
    text_free(&scratch);
    return true;
}

static bool read_patient(const Document *document, NodeId id, Text *text)
{
    NodeId name = document_member(document, id, SLICE("name")),
           birth = document_member(document, id, SLICE("birthDate"));
    NodeId gender = document_member(document, id, SLICE("gender"));
    Text scratch = TEXT_EMPTY;
    if (name == NODE_NONE) {
        return false;
    }
    summary_append(document,
                   document_first_child(document, name) == NODE_NONE ? name : document_first_child(document, name),
                   SLICE("HumanName"), (Slice){0}, text);
    if (birth != NODE_NONE) {
        text_append(text, SLICE(", born "));
        reading_date(document_string(document, birth, &scratch), text);
    }
    if (gender != NODE_NONE) {
        text_append(text, SLICE(", "));
        text_append(text, document_string(document, gender, &scratch));
    }
    text_free(&scratch);
    return true;
}

bool reading_value(const Document *document, NodeId id, Slice type, Text *text)
{
    static const struct {
        const char *type;
        bool (*read)(const Document *document, NodeId id, Text *text);
    } types[] = {{"Coding", read_coding}, {"Identifier", read_identifier}, {"dateTime", read_date},
                 {"date", read_date},     {"instant", read_date},          {"Patient", read_patient}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (slice_equals(type, slice_from(types[i].type))) {
            return types[i].read(document, id, text);
        }
    }
    return false;
}
