/*
 * ArchiveMoment: dates and times of DICOM beside those of FHIR.
 *
 * DICOM has a date (DA: YYYYMMDD) and a time (TM: HHMMSS.FFFFFF, from the right as much as is known) as two elements,
 * and perhaps a zone for all times of the instance (Timezone Offset From UTC, ±HHMM; PS3.3, section C.12.1.1.8). FHIR
 * has one dateTime, with a zone where it has a time.
 */
#ifndef IPSE_ARCHIVE_MOMENT_H
#define IPSE_ARCHIVE_MOMENT_H

#include "src/base/text.h"

typedef struct ArchiveMoment {
    int year;
    int month; /* 0: not known; then no day either */
    int day;   /* 0: not known; then no time either */
    int hour;
    int minute;
    int second;
    unsigned time_parts; /* known parts of the time: 0, 1 (hour) to 3 */
    bool has_zone;
    int zone; /* minutes east of Greenwich */
} ArchiveMoment;

/* Reads values of DICOM, of several the first; false without a valid date. A time or zone that is not valid counts as
 * missing. */
bool archive_moment_read(Slice date, Slice time, Slice zone, ArchiveMoment *moment);

/* Reads a date or dateTime of FHIR; false where it is none. */
bool archive_moment_read_fhir(Slice text, ArchiveMoment *moment);

/* Appends it as FHIR has it: with its time where that has minutes and a zone, else the date alone. */
void archive_moment_append(const ArchiveMoment *moment, Text *text);

typedef enum ArchiveMomentOrder {
    MOMENTS_EQUAL,
    MOMENTS_DIFFER,
    MOMENTS_LESS_HERE,  /* the first says less, and what it says agrees */
    MOMENTS_LESS_THERE, /* likewise the second */
    MOMENTS_UNKNOWN     /* the second has no zone, and in some zone they are equal */
} ArchiveMomentOrder;

/* Compares one of FHIR with one of DICOM. Fractions of seconds do not count. A time of DICOM without a zone is compared
   with the time as FHIR writes it; where FHIR has UTC, another local time may be the same moment. */
ArchiveMomentOrder archive_moment_compare(const ArchiveMoment *fhir, const ArchiveMoment *dicom);

#endif
