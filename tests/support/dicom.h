/*
 * Dicom: small DICOM files for tests, made element by element (DICOM PS3.5, section 7; PS3.10, section 7.1).
 */
#ifndef IPSE_TESTS_DICOM_H
#define IPSE_TESTS_DICOM_H

#include "src/base/text.h"
#include "src/dicom/dicom_reader.h"

/* A file that is being written. The members say how the next element is written; bytes are freed with text_free. */
typedef struct DicomFile {
    Text bytes;
    bool is_implicit;
    bool is_big;
} DicomFile;

/* Preamble, "DICM", and file meta information with this transfer syntax; the data set is to be written as it says. */
void dicom_begin(DicomFile *file, const char *syntax);

/* The head of an element; the length may be other than that of what follows. */
void dicom_put_head(DicomFile *file, DicomTag tag, const char *vr, uint32_t length);

/* An element with a text, which is padded to an even length: with a zero byte for UI, else with a space. */
void dicom_put(DicomFile *file, DicomTag tag, const char *vr, const char *text);

/* An item or one of the two delimiters, (FFFE,E000), (FFFE,E00D) or (FFFE,E0DD), with its length. */
void dicom_put_item(DicomFile *file, DicomTag tag, uint32_t length);

/* Deflates what lies at the offset and after it. */
void dicom_deflate(DicomFile *file, size_t offset);

/* A number of two bytes (US) or four (UL). */
void dicom_put_u16(DicomFile *file, DicomTag tag, uint16_t number);
void dicom_put_u32(DicomFile *file, DicomTag tag, uint32_t number);

/* Writes the file below a folder, with its sub-folders made; ends the program where that cannot be done. */
void dicom_write(const DicomFile *file, const char *folder, const char *name);

/* An image of a study that several tests share: its UIDs end in the numbers
   (2.25.1, 2.25.1.SERIES, 2.25.1.SERIES.INSTANCE), its patient, dates and descriptions are made up. What is put after
   it must have greater tags, such as pixel data. */
void dicom_put_image(DicomFile *file, unsigned study, unsigned series, unsigned instance);

#endif
