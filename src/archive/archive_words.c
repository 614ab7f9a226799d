/* ArchiveWords: small tables between the two standards. */
#include "src/archive/archive_words.h"

#include "src/base/systems.h"
#include "src/json/splice.h"
#include "src/profile/facts/dicom.h"

PersonName archive_person(Slice name)
{
    PersonName person = {0};
    Slice *parts[] = {&person.family, &person.given, &person.middle, &person.prefix, &person.suffix};
    Slice rest = slice_part(name, 0, slice_find(name, SLICE("\\"), 0));
    rest = slice_part(rest, 0, slice_find(rest, SLICE("="), 0));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t end = slice_find(rest, SLICE("^"), 0);
        *parts[i] = slice_trim(slice_part(rest, 0, end));
        rest = end == SIZE_MAX ? SLICE("") : slice_part(rest, end + 1, SIZE_MAX);
    }
    return person;
}

void archive_append_person(Slice name, Text *text)
{
    PersonName person = archive_person(name);
    Slice parts[] = {person.prefix, person.given, person.middle, person.family, person.suffix};
    size_t start = text->length;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].length > 0) {
            text_append(text, text->length > start ? SLICE(" ") : SLICE(""));
            text_append(text, parts[i]);
        }
    }
}

Slice archive_gender(Slice sex)
{
    return slice_equals(sex, SLICE("M"))   ? SLICE("male")
           : slice_equals(sex, SLICE("F")) ? SLICE("female")
           : slice_equals(sex, SLICE("O")) ? SLICE("other")
                                           : SLICE("");
}

Slice archive_modality(const Image *series)
{
    Slice modality = series->values[IMAGE_MODALITY];
    return modality.length > 0 ? modality : SLICE("OT");
}

Slice archive_scheme(Slice designator)
{
    static const struct {
        Slice designator;
        Slice uri;
    } schemes[] = {{SLICE("SCT"), SLICE(SYSTEM_SNOMED)},
                   {SLICE("LN"), SLICE(SYSTEM_LOINC)},
                   {SLICE("DCM"), SLICE(SYSTEM_DICOM)},
                   {SLICE("RADLEX"), SLICE("http://radlex.org")},
                   {SLICE("UCUM"), SLICE(SYSTEM_UCUM)}};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        if (slice_equals(schemes[i].designator, designator)) {
            return schemes[i].uri;
        }
    }
    return SLICE("");
}

void archive_append_member(const char *name, Slice text, Text *json)
{
    if (text.length == 0) {
        return;
    }
    char last = json->length > 0 ? json->bytes[json->length - 1] : '{';
    text_append(json, last == '{' || last == '[' ? SLICE("") : SLICE(","));
    text_format(json, "\"%s\":", name);
    splice_quote(text, json);
}

static void append_coding(Slice system, Slice code, Slice display, Text *json)
{
    text_append_byte(json, '{');
    archive_append_member("system", system, json);
    archive_append_member("code", code, json);
    archive_append_member("display", display, json);
    text_append_byte(json, '}');
}

bool archive_append_body_site(const Image *series, Text *json)
{
    Slice system = archive_scheme(series->values[IMAGE_REGION_SCHEME]);
    Slice code = series->values[IMAGE_REGION_CODE], part = series->values[IMAGE_BODY_PART], display;
    if (system.length > 0 && code.length > 0) {
        append_coding(system, code, series->values[IMAGE_REGION_MEANING], json);
        return true;
    }
    if (dicom_body_part_find(part, &code, &display)) {
        append_coding(SLICE(SYSTEM_SNOMED), code, display, json);
        return true;
    }
    if (part.length > 0) {
        append_coding(SLICE(""), SLICE(""), part, json);
    }
    return part.length > 0;
}

bool archive_append_laterality(const Image *series, Text *json)
{
    static const struct {
        Slice side;
        Slice code;
        Slice display;
    } sides[] = {{SLICE("R"), SLICE("24028007"), SLICE("Right (qualifier value)")},
                 {SLICE("L"), SLICE("7771000"), SLICE("Left (qualifier value)")},
                 {SLICE("B"), SLICE("51440002"), SLICE("Right and left (qualifier value)")}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        if (slice_equals(sides[i].side, series->values[IMAGE_LATERALITY])) {
            append_coding(SLICE(SYSTEM_SNOMED), sides[i].code, sides[i].display, json);
            return true;
        }
    }
    return false;
}
