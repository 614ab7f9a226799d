/*
 * DicomSource: the bytes of a DICOM file, by their offset.
 *
 * Only a window of the file is in memory, which moves with what is asked for; what nobody asks for is not read. From an
 * offset on the bytes may be deflated (DICOM PS3.5, annex A.5): then offsets go on counting unpacked bytes, and only go
 * forward.
 *
 * A source is used for many files, one after the other, and keeps its room.
 */
#ifndef IPSE_DICOM_SOURCE_H
#define IPSE_DICOM_SOURCE_H

#include "src/base/error.h"
#include "src/base/slice.h"

#include <stdint.h>

typedef struct DicomSource DicomSource;

/* More unpacked bytes of a deflated file than these are not looked at. */
#define DICOM_INFLATED_MAXIMUM ((uint64_t)256 << 20)

DicomSource *dicom_source_new(void);
void dicom_source_free(DicomSource *source);

/* From now on the bytes are those of an open regular file of `size` bytes, which is borrowed and read with pread(2). */
void dicom_source_open(DicomSource *source, int descriptor, uint64_t size);

/* From now on the bytes are these, which are borrowed. */
void dicom_source_open_bytes(DicomSource *source, Slice bytes);

/* What lies at the offset and after it is deflated; at most once for a file. */
void dicom_source_inflate(DicomSource *source, uint64_t offset);

/* The bytes at an offset, all of them, valid until the next call; false where the file has not that many, cannot be
   read or unpacked, or where the limit is exceeded. Of deflated bytes, `offset` is never less than in the call before.
 */
bool dicom_source_bytes(DicomSource *source, uint64_t offset, size_t length, Slice *bytes);

/* True where the file holds at least so many bytes; of deflated ones true as long as their end is not known. */
bool dicom_source_reaches(const DicomSource *source, uint64_t offset);

/* Fills the error and returns true where the bytes were refused for another reason than the end of the file. */
bool dicom_source_has_failed(const DicomSource *source, Error *error);

#endif
