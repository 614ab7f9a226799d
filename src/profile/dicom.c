/*
 * Dicom: the tables are taken in by the assembler as they are; a search halves the text and looks at the line that it
 * hits.
 */
#include "src/profile/dicom.h"

#include <stdint.h>

#define TABLE(name, file)                                                                                              \
    __asm__(".section .rodata\n"                                                                                       \
            "dicom_" #name ":\n"                                                                                       \
            ".incbin \"src/definitions/" file "\"\n"                                                                   \
            "dicom_" #name "_end:\n"                                                                                   \
            ".previous\n");                                                                                            \
    extern const char dicom_##name[], dicom_##name##_end[]

TABLE(modalities, "dicom-modalities.tsv");
TABLE(sop_classes, "dicom-sop-classes.tsv");
TABLE(single_sites, "dicom-single-sites.tsv");

#define TEXT_OF(name) slice_make(dicom_##name, (size_t)(dicom_##name##_end - dicom_##name))

/* The line that begins at `start`, without its newline. */
static Slice line_at(Slice table, size_t start)
{
    size_t end = slice_find(table, SLICE("\n"), start);
    return slice_part(table, start, end == SIZE_MAX ? table.length - start : end - start);
}

/* The column of a line, from 0; empty past the last. */
static Slice column(Slice line, unsigned number)
{
    size_t start = 0;
    for (; number > 0; number--) {
        size_t tab = slice_find(line, SLICE("\t"), start);
        if (tab == SIZE_MAX) {
            return (Slice){NULL, 0};
        }
        start = tab + 1;
    }
    size_t tab = slice_find(line, SLICE("\t"), start);
    return slice_part(line, start, tab == SIZE_MAX ? line.length - start : tab - start);
}

/* The line whose first column is `key`; false where there is none. */
static bool find_line(Slice table, Slice key, Slice *line)
{
    size_t low = 0;
    size_t high = table.length;
    while (low < high) {
        size_t start = (low + high) / 2;
        while (start > low && table.bytes[start - 1] != '\n') {
            start--;
        }
        *line = line_at(table, start);
        int order = slice_compare(key, column(*line, 0));
        if (order == 0) {
            return true;
        }
        if (order < 0) {
            high = start;
        } else {
            low = start + line->length + 1;
        }
    }
    return false;
}

static DicomModality modality_of(Slice line)
{
    static const Slice groups[] = {SLICE("common"), SLICE("acquisition"), SLICE("other"), SLICE("retired")};
    DicomModality modality = {.code = column(line, 0), .meaning = column(line, 1)};
    while (modality.group < DICOM_RETIRED && !slice_equals(groups[modality.group], column(line, 2))) {
        modality.group++;
    }
    modality.is_in_r4 = slice_equals(column(line, 3), SLICE("yes"));
    return modality;
}

bool dicom_modality_find(Slice code, DicomModality *modality)
{
    Slice line;
    if (!find_line(TEXT_OF(modalities), code, &line)) {
        return false;
    }
    *modality = modality_of(line);
    return true;
}

void dicom_modality_visit(bool (*visit)(void *context, const DicomModality *modality), void *context)
{
    Slice table = TEXT_OF(modalities);
    for (DicomGroup group = DICOM_COMMON; group <= DICOM_RETIRED; group++) {
        Slice line;
        for (size_t start = 0; start < table.length; start += line.length + 1) {
            line = line_at(table, start);
            DicomModality modality = modality_of(line);
            if (modality.group == group && !visit(context, &modality)) {
                return;
            }
        }
    }
}

static DicomSopClass sop_class_of(Slice line)
{
    return (DicomSopClass){
        .uid = column(line, 0),
        .name = column(line, 1),
        .modalities = column(line, 3),
        .is_retired = slice_equals(column(line, 2), SLICE("retired")),
    };
}

bool dicom_sop_class_find(Slice uid, DicomSopClass *sop_class)
{
    Slice line;
    if (!find_line(TEXT_OF(sop_classes), uid, &line)) {
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

/* 0: for this modality, 1: for any, 2: for others. */
static unsigned sop_class_rank(const DicomSopClass *sop_class, Slice modality)
{
    if (slice_equals(sop_class->modalities, SLICE("*"))) {
        return 1;
    }
    return dicom_sop_class_allows(sop_class, modality) ? 0 : 2;
}

void dicom_sop_class_visit(Slice modality, bool (*visit)(void *context, const DicomSopClass *sop_class, unsigned rank),
                           void *context)
{
    Slice table = TEXT_OF(sop_classes);
    for (unsigned rank = 0; rank <= 2; rank++) {
        Slice line;
        for (size_t start = 0; start < table.length; start += line.length + 1) {
            line = line_at(table, start);
            DicomSopClass sop_class = sop_class_of(line);
            bool is_wanted = !sop_class.is_retired && sop_class_rank(&sop_class, modality) == rank;
            if (is_wanted && !visit(context, &sop_class, rank)) {
                return;
            }
        }
    }
}

bool dicom_single_site_find(Slice snomed_code, Slice *name)
{
    Slice line;
    if (!find_line(TEXT_OF(single_sites), snomed_code, &line)) {
        return false;
    }
    *name = column(line, 1);
    return true;
}
