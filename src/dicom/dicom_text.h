/*
 * DicomText: texts of DICOM files as UTF-8 (DICOM PS3.5, section 6.1; PS3.3, section C.12.1.1.2).
 *
 * The character set is the value of Specific Character Set (0008,0005), as it is written. With several, the others are
 * reached by escape sequences (ISO 2022), and hold until a delimiter: a control character, a backslash, and in names
 * `^` and `=`. Conversion is that of iconv. Bytes that are no character of the set become U+FFFD. Where no character
 * set is stated, bytes above 0x7F are taken for UTF-8, and where they are none, for ISO 8859-1.
 */
#ifndef IPSE_DICOM_TEXT_H
#define IPSE_DICOM_TEXT_H

#include "src/base/text.h"

/* Appends a value without the spaces and zero bytes at its end. */
void dicom_text_append(Slice charset, Slice value, Text *utf8);

#endif
