/*
 * The header of DICOM files, one line for each event of the reader, for comparison with what others read
 * (tests/cases/dicom/run):
 *
 *     DEPTH TAG VR LENGTH VALUE      the value in hexadecimal digits, at most its first 64 bytes; `item` and `SQ` have
 * none
 *
 * dicom_lines FILE…
 */
#include "src/dicom/dicom_reader.h"

#include <stdio.h>

enum { SHOWN = 64 };

static void print_event(DicomReader *reader, const DicomElement *element)
{
    if (element->event == DICOM_ITEM) {
        printf("%u item\n", element->depth);
        return;
    }
    bool is_sequence = element->event == DICOM_SEQUENCE;
    bool has_vr = element->vr.letters[0] != '\0';
    printf("%u %08X %.2s", element->depth, element->tag, is_sequence ? "SQ" : has_vr ? element->vr.letters : "--");
    Slice value;
    if (!is_sequence && dicom_reader_value(reader, SHOWN, &value)) {
        printf(" %u ", element->length);
        for (size_t i = 0; i < value.length; i++) {
            printf("%02x", (unsigned char)value.bytes[i]);
        }
    }
    printf("\n");
}

int main(int count, char **files)
{
    DicomReader *reader = dicom_reader_new();
    for (int i = 1; i < count; i++) {
        Error error;
        DicomElement element;
        printf("file %s\n", files[i]);
        bool is_open = dicom_reader_open(reader, files[i], &error);
        while (is_open && dicom_reader_next(reader, &element)) {
            print_event(reader, &element);
        }
        if (!is_open || dicom_reader_failed(reader, &error)) {
            printf("fault %s\n", error.message);
        }
    }
    dicom_reader_free(reader);
    return 0;
}
