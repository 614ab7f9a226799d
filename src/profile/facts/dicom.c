/* Dicom: four tables, and what their columns say. */
#include "src/profile/facts/dicom.h"

#include "src/profile/facts/text_table.h"

#include <stdint.h>

TEXT_TABLE(modalities, "src/definitions/dicom-modalities.tsv");
TEXT_TABLE(sop_classes, "src/definitions/dicom-sop-classes.tsv");
TEXT_TABLE(body_parts, "src/definitions/dicom-body-parts.tsv");
TEXT_TABLE(single_sites, "src/definitions/dicom-single-sites.tsv");

static DicomModality modality_of(Slice line)
{
    static const Slice groups[] = {SLICE("common"), SLICE("acquisition"), SLICE("other"), SLICE("retired")};
    DicomModality modality = {.code = text_table_column(line, 0), .meaning = text_table_column(line, 1)};
    while (modality.group < DICOM_RETIRED && !slice_equals(groups[modality.group], text_table_column(line, 2))) {
        modality.group++;
    }
    modality.is_in_r4 = slice_equals(text_table_column(line, 3), SLICE("yes"));
    return modality;
}

bool dicom_modality_find(Slice code, DicomModality *modality)
{
    Slice line;
    if (!text_table_find(TEXT_TABLE_OF(modalities), code, &line)) {
        return false;
    }
    *modality = modality_of(line);
    return true;
}

void dicom_modality_visit(bool (*visit)(void *context, const DicomModality *modality), void *context)
{
    Slice table = TEXT_TABLE_OF(modalities);
    for (DicomGroup group = DICOM_COMMON; group <= DICOM_RETIRED; group++) {
        Slice line;
        for (size_t start = 0; start < table.length; start += line.length + 1) {
            line = text_table_row(table, start);
            DicomModality modality = modality_of(line);
            if (modality.group == group && !visit(context, &modality)) {
                return;
            }
        }
    }
}

typedef struct Nearest {
    Slice code;
    unsigned best; /* distance; one more than may differ at first */
    DicomModality *modality;
} Nearest;

static bool compare_nearest(void *context, const DicomModality *modality)
{
    Nearest *nearest = context;
    unsigned distance = slice_distance(modality->code, nearest->code, nearest->best);
    if (distance < nearest->best) {
        nearest->best = distance;
        *nearest->modality = *modality;
    }
    return nearest->best > 0;
}

bool dicom_modality_nearest(Slice code, DicomModality *modality)
{
    enum { LENGTH_MAXIMUM = 12, LENGTH_OF_LONG = 5 };
    if (code.length == 0 || code.length > LENGTH_MAXIMUM) {
        return false;
    }
    unsigned limit = code.length < LENGTH_OF_LONG ? 2 : 3;
    Nearest nearest = {code, limit, modality};
    dicom_modality_visit(compare_nearest, &nearest);
    return nearest.best < limit;
}

static DicomSopClass sop_class_of(Slice line)
{
    return (DicomSopClass){
        .uid = text_table_column(line, 0),
        .name = text_table_column(line, 1),
        .modalities = text_table_column(line, 3),
        .is_retired = slice_equals(text_table_column(line, 2), SLICE("retired")),
    };
}

bool dicom_sop_class_find(Slice uid, DicomSopClass *sop_class)
{
    Slice line;
    if (!text_table_find(TEXT_TABLE_OF(sop_classes), uid, &line)) {
        return false;
    }
    *sop_class = sop_class_of(line);
    return true;
}

bool dicom_sop_class_allows(const DicomSopClass *sop_class, Slice modality)
{
    Slice rest = sop_class->modalities;
    while (rest.length > 0) {
        size_t space = slice_find(rest, SLICE(" "), 0);
        Slice word = slice_part(rest, 0, space);
        if (slice_equals(word, SLICE("*")) || slice_equals(word, modality)) {
            return true;
        }
        rest = slice_part(rest, word.length + 1, rest.length);
    }
    return false;
}

/* The order of classes: for this modality alone, for others too, for any, for others only. */
enum { ORDER_OWN, ORDER_SHARED, ORDER_ANY, ORDER_OTHERS };

static unsigned order_of(const DicomSopClass *sop_class, Slice modality)
{
    if (slice_equals(sop_class->modalities, SLICE("*"))) {
        return ORDER_ANY;
    }
    return slice_equals(sop_class->modalities, modality) ? ORDER_OWN
           : dicom_sop_class_allows(sop_class, modality) ? ORDER_SHARED
                                                         : ORDER_OTHERS;
}

void dicom_sop_class_visit(Slice modality, bool (*visit)(void *context, const DicomSopClass *sop_class, unsigned rank),
                           void *context)
{
    Slice table = TEXT_TABLE_OF(sop_classes);
    for (unsigned order = ORDER_OWN; order <= ORDER_OTHERS; order++) {
        unsigned rank = order == ORDER_OWN ? 0 : order - 1;
        Slice line;
        for (size_t start = 0; start < table.length; start += line.length + 1) {
            line = text_table_row(table, start);
            DicomSopClass sop_class = sop_class_of(line);
            bool is_wanted = !sop_class.is_retired && order_of(&sop_class, modality) == order;
            if (is_wanted && !visit(context, &sop_class, rank)) {
                return;
            }
        }
    }
}

bool dicom_single_site_find(Slice snomed_code, Slice *name)
{
    Slice line;
    if (!text_table_find(TEXT_TABLE_OF(single_sites), snomed_code, &line)) {
        return false;
    }
    *name = text_table_column(line, 1);
    return true;
}

bool dicom_body_part_find(Slice term, Slice *snomed_code, Slice *name)
{
    Slice line;
    if (!text_table_find(TEXT_TABLE_OF(body_parts), term, &line)) {
        return false;
    }
    Slice codes = text_table_column(line, 1);
    *snomed_code = slice_part(codes, 0, slice_find(codes, SLICE(" "), 0));
    *name = text_table_column(line, 2);
    return true;
}

bool dicom_body_part_has(Slice term, Slice snomed_code)
{
    Slice line;
    bool is_found = false;
    if (text_table_find(TEXT_TABLE_OF(body_parts), term, &line)) {
        Slice codes = text_table_column(line, 1);
        for (size_t start = 0; start < codes.length && !is_found;) {
            size_t end = slice_find(codes, SLICE(" "), start);
            end = end == SIZE_MAX ? codes.length : end;
            is_found = slice_equals(slice_part(codes, start, end - start), snomed_code);
            start = end + 1;
        }
    }
    return is_found;
}
