/*
 * DicomReader: the header of a DICOM file, element by element, without its pixel data.
 *
 * Read are files with a preamble, "DICM" and file meta information (DICOM PS3.10, section 7.1), and bare data sets,
 * whose encoding is found out from their first element. Encodings (PS3.5, annex A): implicit and explicit VR little
 * endian, explicit VR big endian, deflated; every other transfer syntax is explicit VR little endian. Sequences are
 * nested to any depth, with lengths or undefined (PS3.5, section 7.5); UN of undefined length holds implicit VR little
 * endian (PS3.5, section 6.2.2).
 *
 *     DicomElement element;
 *     if (dicom_reader_open(reader, path, &error)) {
 *         while (dicom_reader_next(reader, &element)) {
 *             … dicom_reader_value(reader, 256, &value) …
 *         }
 *         … dicom_reader_failed(reader, &error) …
 *     }
 *
 * The order is that of the file: first the file meta information, then the data set. A sequence is an element, after
 * which come its items, one deeper, and after each item its elements, one deeper again. Ends have no events: depth
 * tells.
 *
 * The reader stops before the first of Pixel Data (7FE0,0010), Float Pixel Data (7FE0,0008) and Double Float Pixel Data
 * (7FE0,0009) of the data set itself; whether all of it is there does not matter. Values that nobody asks for are
 * passed over, not read. Nothing recurses, and what is kept does not grow with lengths that a file states: an open
 * level takes 32 bytes.
 */
#ifndef IPSE_DICOM_READER_H
#define IPSE_DICOM_READER_H

#include "src/base/error.h"
#include "src/base/slice.h"

#include <stdint.h>

typedef struct DicomReader DicomReader;

/* Group and element: 0x0020000D. */
typedef uint32_t DicomTag;

/* Two letters of a VR (PS3.5, section 6.2), zero where the file states none. */
typedef struct DicomVr {
    char letters[2];
} DicomVr;

#define DICOM_LENGTH_UNDEFINED 0xFFFFFFFFu

typedef enum DicomEvent { DICOM_ELEMENT, DICOM_SEQUENCE, DICOM_ITEM } DicomEvent;

typedef struct DicomElement {
    DicomEvent event;
    DicomTag tag; /* (FFFE,E000) of an item */
    DicomVr vr;
    /* of the value as it is written; DICOM_LENGTH_UNDEFINED for sequences, items and encapsulated values */
    uint32_t length;
    uint32_t depth;  /* 0 in the data set itself */
    uint64_t offset; /* of the tag, from the start of the file */
} DicomElement;

/* A file with more elements, or more levels of sequences and items, is no image: reading it fails. */
enum { DICOM_ELEMENTS_MAXIMUM = 4000000, DICOM_DEPTH_MAXIMUM = 65536 };

DicomReader *dicom_reader_new(void);
void dicom_reader_free(DicomReader *reader);

/* Begins with a regular file; a link is not followed, and a FIFO never waited for. Closes the one before. False with
   ERROR_NOT_POSSIBLE where it is something else, ERROR_FORMAT where it is no DICOM, or ERROR_SYSTEM. */
bool dicom_reader_open(DicomReader *reader, const char *path, Error *error);

/* The same, of a name in an open folder; `path` is for messages. */
bool dicom_reader_open_at(DicomReader *reader, int folder, const char *name, const char *path, Error *error);

/* The same, of bytes in memory, which are borrowed. */
bool dicom_reader_open_bytes(DicomReader *reader, Slice bytes, Error *error);

/* The next event; false at the end of the header, or where it cannot be read further. */
bool dicom_reader_next(DicomReader *reader, DicomElement *element);

/* The first bytes of the value of the element that dicom_reader_next gave last, at most `most` of them, as they are
   written. Valid until the next call. False for sequences, items, values of undefined length, and where the file ends
   in the value. */
bool dicom_reader_value(DicomReader *reader, size_t most, Slice *value);

/* An unsigned number of two or four bytes (US, UL, AT) in the byte order of the file; false for other lengths. */
bool dicom_reader_number(DicomReader *reader, uint32_t *number);

/* True, with a sentence, where the header ended too early: ERROR_DAMAGED where the file is cut or its lengths
   contradict each other, ERROR_LIMIT, ERROR_SYSTEM. */
bool dicom_reader_failed(const DicomReader *reader, Error *error);

#endif
