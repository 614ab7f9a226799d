/*
 * SHA-1 (FIPS 180-4, section 6.1): the hash that FHIR states of attachments. It tells damage, not malice.
 */
#ifndef IPSE_BASE_SHA1_H
#define IPSE_BASE_SHA1_H

#include "src/base/slice.h"

enum { SHA1_LENGTH = 20 };

/* The hash of bytes. */
void sha1(Slice bytes, unsigned char digest[SHA1_LENGTH]);

#endif
