/*
 * make_study COUNT [compact]: writes a CT study of COUNT instances to standard output, in series of 200.
 *
 * The same count gives the same bytes. Every identifier is a UID of the form 2.25.N with a number of 38 digits: a fixed
 * prefix, a digit for its kind and a serial number. `compact` writes no white space, as archives do over the network;
 * otherwise two spaces per level.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SERIES_SIZE 200ul
#define UID_PREFIX  "2.25.1735098214067350912"
#define DCM         "http://dicom.nema.org/resources/ontology/DCM"
#define PROFILE     "http://hl7.org/fhir/uv/ips/StructureDefinition/ImagingStudy-uv-ips"
#define XHTML       "http://www.w3.org/1999/xhtml"

/* Writes JSON, laid out with two spaces per level or, compact, without any white space. */
typedef struct Writer {
    bool is_compact;
    bool is_first; /* nothing stands yet in the innermost object or array */
    unsigned depth;
} Writer;

/* Starts a new line where lines are wanted. */
static void new_line(const Writer *writer)
{
    if (!writer->is_compact) {
        printf("\n%*s", (int)(2 * writer->depth), "");
    }
}

/* Starts a member, or with an empty key an item. */
static void start(Writer *writer, const char *key)
{
    if (!writer->is_first) {
        putchar(',');
    }
    writer->is_first = false;
    if (writer->depth > 0) {
        new_line(writer);
    }
    if (*key) {
        printf(writer->is_compact ? "\"%s\":" : "\"%s\": ", key);
    }
}

static void open_value(Writer *writer, const char *key, char bracket)
{
    start(writer, key);
    putchar(bracket);
    writer->depth++;
    writer->is_first = true;
}

static void close_value(Writer *writer, char bracket)
{
    writer->depth--;
    new_line(writer);
    putchar(bracket);
    writer->is_first = false;
}

/* Writes a string in which nothing must be escaped. */
static void string(Writer *writer, const char *key, const char *value)
{
    start(writer, key);
    printf("\"%s\"", value);
}

static void number(Writer *writer, const char *key, unsigned long value)
{
    start(writer, key);
    printf("%lu", value);
}

/* Writes a UID: `kind` tells study, series and instances apart. */
static void uid(Writer *writer, const char *key, const char *prefix, unsigned kind, unsigned long serial)
{
    start(writer, key);
    printf("\"%s" UID_PREFIX "%u%018lu\"", prefix, kind, serial);
}

static void coding(Writer *writer, const char *key, const char *system, const char *code, const char *display)
{
    open_value(writer, key, '{');
    string(writer, "system", system);
    string(writer, "code", code);
    string(writer, "display", display);
    close_value(writer, '}');
}

static void concept(Writer *writer, const char *key, const char *system, const char *code, const char *display)
{
    open_value(writer, key, '[');
    open_value(writer, "", '{');
    open_value(writer, "coding", '[');
    coding(writer, "", system, code, display);
    close_value(writer, ']');
    string(writer, "text", display);
    close_value(writer, '}');
    close_value(writer, ']');
}

static void instance(Writer *writer, unsigned long serial, unsigned long position)
{
    open_value(writer, "", '{');
    uid(writer, "uid", "", 3, serial);
    coding(writer, "sopClass", "urn:ietf:rfc:3986", "urn:oid:1.2.840.10008.5.1.4.1.1.2", "CT Image Storage");
    number(writer, "number", position + 1);
    close_value(writer, '}');
}

static void series(Writer *writer, unsigned long position, unsigned long first, unsigned long count)
{
    open_value(writer, "", '{');
    uid(writer, "uid", "", 2, position);
    number(writer, "number", position + 1);
    coding(writer, "modality", DCM, "CT", "Computed Tomography");
    string(writer, "description", position % 2 ? "Thorax lung 1.0" : "Thorax soft tissue 1.0");
    number(writer, "numberOfInstances", count);
    coding(writer, "bodySite", "http://snomed.info/sct", "51185008", "Thoracic structure");
    open_value(writer, "instance", '[');
    for (unsigned long i = 0; i < count; i++) {
        instance(writer, first + i, i);
    }
    close_value(writer, ']');
    close_value(writer, '}');
}

/* What stands before the identifier: type, id, profile and narrative. */
static void opening(Writer *writer, unsigned long count)
{
    string(writer, "resourceType", "ImagingStudy");
    string(writer, "id", "ct-large");
    open_value(writer, "meta", '{');
    open_value(writer, "profile", '[');
    string(writer, "", PROFILE);
    close_value(writer, ']');
    close_value(writer, '}');
    open_value(writer, "text", '{');
    string(writer, "status", "generated");
    start(writer, "div");
    printf("\"<div xmlns=\\\"" XHTML "\\\"><p>CT of the chest: %lu images.</p></div>\"", count);
    close_value(writer, '}');
}

static void study(Writer *writer, unsigned long count)
{
    unsigned long series_count = (count + SERIES_SIZE - 1) / SERIES_SIZE;
    open_value(writer, "", '{');
    opening(writer, count);
    open_value(writer, "identifier", '[');
    open_value(writer, "", '{');
    string(writer, "system", "urn:dicom:uid");
    uid(writer, "value", "urn:oid:", 1, count);
    close_value(writer, '}');
    close_value(writer, ']');
    string(writer, "status", "available");
    open_value(writer, "modality", '[');
    coding(writer, "", DCM, "CT", "Computed Tomography");
    close_value(writer, ']');
    open_value(writer, "subject", '{');
    string(writer, "reference", "Patient/ada-sample");
    string(writer, "display", "Sample, Ada");
    close_value(writer, '}');
    string(writer, "started", "2025-03-14T09:12:44+01:00");
    number(writer, "numberOfSeries", series_count);
    number(writer, "numberOfInstances", count);
    concept(writer, "procedureCode", "http://loinc.org", "24627-2", "CT Chest");
    concept(writer, "reasonCode", "http://snomed.info/sct", "29857009", "Chest pain");
    string(writer, "description", "CT Chest");
    open_value(writer, "series", '[');
    for (unsigned long i = 0, first = 0; i < series_count; i++, first += SERIES_SIZE) {
        series(writer, i, first, count - first < SERIES_SIZE ? count - first : SERIES_SIZE);
    }
    close_value(writer, ']');
    close_value(writer, '}');
}

int main(int count, char **arguments)
{
    bool is_compact = count == 3 && strcmp(arguments[2], "compact") == 0;
    if (count < 2 || count > 3 || (count == 3 && !is_compact)) {
        fputs("usage: make_study COUNT [compact]\n", stderr);
        return 2;
    }
    Writer writer = {.is_compact = is_compact, .is_first = true};
    study(&writer, strtoul(arguments[1], NULL, 10));
    putchar('\n');
    return fflush(stdout) == 0 ? 0 : 1;
}
