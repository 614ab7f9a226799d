/*
 * Image: what an archive says about one DICOM instance (SOP instance), of its patient, study and series.
 *
 * The same values come from the header of a file, a record of a DICOMDIR, or a response of a DICOMweb server. They are
 * texts in UTF-8, without padding; several values of one element are divided by backslashes, as DICOM writes them. What
 * is missing is empty.
 */
#ifndef IPSE_IMAGES_IMAGE_H
#define IPSE_IMAGES_IMAGE_H

#include "src/base/memory.h"
#include "src/base/text.h"
#include "src/dicom/dicom_reader.h"

/* What an element says something about. Patient and study are one level: a study has one patient. */
typedef enum ImageLevel { IMAGE_LEVEL_STUDY, IMAGE_LEVEL_SERIES, IMAGE_LEVEL_INSTANCE } ImageLevel;

/* Name, tag, tag of the sequence that it lies in (0: none), level, and name in DICOM PS3.6. Sorted by tag for each
 * sequence. */
#define IMAGE_VALUES(X)                                                                                                \
    X(SOP_CLASS, 0x00080016, 0, INSTANCE, "SOP Class UID")                                                             \
    X(UID, 0x00080018, 0, INSTANCE, "SOP Instance UID")                                                                \
    X(STUDY_DATE, 0x00080020, 0, STUDY, "Study Date")                                                                  \
    X(SERIES_DATE, 0x00080021, 0, SERIES, "Series Date")                                                               \
    X(STUDY_TIME, 0x00080030, 0, STUDY, "Study Time")                                                                  \
    X(SERIES_TIME, 0x00080031, 0, SERIES, "Series Time")                                                               \
    X(ACCESSION, 0x00080050, 0, STUDY, "Accession Number")                                                             \
    X(MODALITY, 0x00080060, 0, SERIES, "Modality")                                                                     \
    X(REFERRER, 0x00080090, 0, STUDY, "Referring Physician's Name")                                                    \
    X(TIME_ZONE, 0x00080201, 0, STUDY, "Timezone Offset From UTC")                                                     \
    X(STUDY_DESCRIPTION, 0x00081030, 0, STUDY, "Study Description")                                                    \
    X(SERIES_DESCRIPTION, 0x0008103E, 0, SERIES, "Series Description")                                                 \
    X(PATIENT_NAME, 0x00100010, 0, STUDY, "Patient's Name")                                                            \
    X(PATIENT_ID, 0x00100020, 0, STUDY, "Patient ID")                                                                  \
    X(PATIENT_BIRTH_DATE, 0x00100030, 0, STUDY, "Patient's Birth Date")                                                \
    X(PATIENT_SEX, 0x00100040, 0, STUDY, "Patient's Sex")                                                              \
    X(BODY_PART, 0x00180015, 0, SERIES, "Body Part Examined")                                                          \
    X(STUDY_UID, 0x0020000D, 0, STUDY, "Study Instance UID")                                                           \
    X(SERIES_UID, 0x0020000E, 0, SERIES, "Series Instance UID")                                                        \
    X(STUDY_ID, 0x00200010, 0, STUDY, "Study ID")                                                                      \
    X(SERIES_NUMBER, 0x00200011, 0, SERIES, "Series Number")                                                           \
    X(NUMBER, 0x00200013, 0, INSTANCE, "Instance Number")                                                              \
    X(LATERALITY, 0x00200060, 0, SERIES, "Laterality")                                                                 \
    X(PROCEDURE_CODE, 0x00080100, 0x00081032, STUDY, "Code Value of Procedure Code Sequence")                          \
    X(PROCEDURE_SCHEME, 0x00080102, 0x00081032, STUDY, "Coding Scheme Designator of Procedure Code Sequence")          \
    X(PROCEDURE_MEANING, 0x00080104, 0x00081032, STUDY, "Code Meaning of Procedure Code Sequence")                     \
    X(REGION_CODE, 0x00080100, 0x00082218, SERIES, "Code Value of Anatomic Region Sequence")                           \
    X(REGION_SCHEME, 0x00080102, 0x00082218, SERIES, "Coding Scheme Designator of Anatomic Region Sequence")           \
    X(REGION_MEANING, 0x00080104, 0x00082218, SERIES, "Code Meaning of Anatomic Region Sequence")

#define IMAGE_VALUE_NAME(name, tag, sequence, level, words) IMAGE_##name,
typedef enum ImageValue { IMAGE_VALUES(IMAGE_VALUE_NAME) IMAGE_VALUE_COUNT } ImageValue;
#undef IMAGE_VALUE_NAME

typedef struct ImageValueRow {
    DicomTag tag;
    DicomTag sequence;
    ImageLevel level;
    const char *words; /* its name for people */
} ImageValueRow;

extern const ImageValueRow image_values[IMAGE_VALUE_COUNT];

typedef struct Image {
    Slice values[IMAGE_VALUE_COUNT]; /* their owner is said where the image is filled */
} Image;

/* Copies the text of an element without the blanks around it. Control characters, which DICOM allows in none of these
   values (PS3.5, table 6.2-1) and which would end a line or a narrative, become spaces. */
Slice image_text_keep(Text *text, Arena *arena);

/* The value that an element is; IMAGE_VALUE_COUNT where it is none. `sequence` is the tag of the sequence whose first
   item it lies in, 0 in the data set itself. */
ImageValue image_value_of(DicomTag sequence, DicomTag tag);

/* True for a sequence in which there are values. */
bool image_value_is_sequence(DicomTag tag);

/* Fills the image from the rest of a header that was opened; the texts are in the arena. `is_directory` becomes true
   for a DICOMDIR (PS3.10, section 8.6), and then the rest is not read. False with the reader's fault. */
bool image_read(DicomReader *reader, Arena *arena, Image *image, bool *is_directory, Error *error);

#endif
