/*
 * DicomEncoding: how elements of a data set are written (DICOM PS3.5, section 7.1 and annex A).
 */
#ifndef IPSE_DICOM_ENCODING_H
#define IPSE_DICOM_ENCODING_H

#include "src/dicom/dicom_reader.h"

typedef struct DicomEncoding {
    bool is_explicit; /* the VR is written */
    bool is_big;      /* big endian */
    bool is_deflated;
    bool is_stated;       /* by a transfer syntax */
    uint16_t first_group; /* of a guess: the group that it was made from */
} DicomEncoding;

#define DICOM_EXPLICIT_LITTLE ((DicomEncoding){.is_explicit = true, .is_stated = true})
#define DICOM_IMPLICIT_LITTLE ((DicomEncoding){.is_stated = true})

/* What comes before a value. */
typedef struct DicomHead {
    DicomVr vr;
    uint32_t length;
    uint32_t size; /* of the head: 8 or 12 bytes */
} DicomHead;

/* The encoding of a transfer syntax, as its UID is written in (0002,0010), with padding. */
DicomEncoding dicom_encoding_of_syntax(Slice uid);

/* The encoding of a data set that begins with these eight bytes. */
DicomEncoding dicom_encoding_guess(Slice head);

/* Numbers of two and four bytes, and a tag of two times two. */
uint16_t dicom_encoding_u16(DicomEncoding encoding, Slice bytes);
uint32_t dicom_encoding_u32(DicomEncoding encoding, Slice bytes);
DicomTag dicom_encoding_tag(DicomEncoding encoding, Slice bytes);

/* Reads the head of an element from at least eight bytes; false where it has twelve and they are not given. An element
   whose VR is no two capital letters is read as one of implicit VR. */
bool dicom_encoding_head(DicomEncoding encoding, Slice bytes, DicomHead *head);

#endif
