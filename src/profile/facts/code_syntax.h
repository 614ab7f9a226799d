/*
 * Code syntax: what a code of a system must look like, where the codes themselves are not shipped.
 *
 * Every function answers with NULL where the text has the right form, and otherwise with a constant phrase that says
 * what is wrong with it, fit to follow "'X' is no SNOMED CT identifier: ". The right form does not mean that the code
 * exists. UCUM has a grammar of its own, src/fhirpath/value/ucum.h, and so have language tags,
 * src/profile/facts/language_tag.h.
 */
#ifndef IPSE_PROFILE_CODE_SYNTAX_H
#define IPSE_PROFILE_CODE_SYNTAX_H

#include "src/base/slice.h"

/* A SNOMED CT concept identifier (SNOMED CT Release File Specification, section 6: 6 to 18 digits, no leading zero,
   a partition for concepts, the Verhoeff check digit), or a postcoordinated expression, of which only the identifiers
   are judged. */
const char *snomed_code_fault(Slice code);

/* A LOINC code: number, hyphen, check digit (LOINC Users' Guide, "LOINC codes and check digits", Mod 10); also parts
   (LP…), answers (LA…), answer lists (LL…) and groups (LG…). */
const char *loinc_code_fault(Slice code);

/* A media type with its parameters (RFC 2045 section 5.1, RFC 6838 section 4.2): "image/png", "text/plain;
 * charset=utf-8". */
const char *media_type_fault(Slice type);

/* One code system whose codes have a form that can be judged. */
typedef struct CodeSyntax {
    Slice system;     /* canonical URL or urn */
    const char *noun; /* "SNOMED CT identifier" */
    const char *(*fault)(Slice code);
} CodeSyntax;

/* The syntax of a code system's codes; NULL where it has none that is known. */
const CodeSyntax *code_syntax_find(Slice system);

#endif
