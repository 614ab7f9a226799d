/*
 * Keys: the one table of everything that an issue can be about.
 *
 * A key is the stable name of a kind of finding: people filter by it, `ipse explain KEY` prints its text
 * (src/definitions/explain.yaml), fixes hang on it. Invariants have the names of their definitions ("ele-1"): their id
 * is KEY_INVARIANT, which has no row.
 */
#ifndef IPSE_CHECK_KEYS_H
#define IPSE_CHECK_KEYS_H

#include <stdbool.h>

/* As OperationOutcome has them (http://hl7.org/fhir/R4/operationoutcome.html); notes are its "information". */
typedef enum Severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } Severity;

/* Name, key, severity, a title of a few words, and the rule that it stands on; "" where each finding of it has its own, or
   none. */
#define CHECK_KEYS(X)                                                                                                  \
    X(JSON_SYNTAX, "json-syntax", ERROR, "not valid JSON", "")                                                         \
    X(BYTE_ORDER_MARK, "byte-order-mark", NOTE, "byte order mark", "")                                                 \
    X(RESOURCE_TYPE, "resource-type", ERROR, "no known type of resource", "")                                          \
    X(JSON_KIND, "json-kind", ERROR, "another kind of JSON value", "")                                                 \
    X(UNKNOWN_PROPERTY, "unknown-property", ERROR, "unknown property", "")                                             \
    X(OTHER_RELEASE, "other-release", NOTE, "the shape of another release of FHIR", "")                                \
    X(DUPLICATE_PROPERTY, "duplicate-property", ERROR, "the same property twice", "")                                  \
    X(SECOND_CHOICE, "second-choice", ERROR, "two types for one element", "")                                          \
    X(CHOICE_TYPE, "choice-type", ERROR, "a type that the profile does not allow", "")                                 \
    X(EMPTY_OBJECT, "empty-object", ERROR, "an object without content", "")                                            \
    X(ARRAY_LENGTHS, "array-lengths", WARNING, "more extensions than values", "")                                      \
    X(EMPTY_ARRAY, "empty-array", ERROR, "an array without items", "")                                                 \
    X(EMPTY_STRING, "empty-string", ERROR, "an empty text", "")                                                        \
    X(NULL_IN_ARRAY, "null-in-array", ERROR, "null in an array", "")                                                   \
    X(REQUIRED, "required", ERROR, "a required element is missing", "")                                                \
    X(TOO_MANY, "too-many", ERROR, "more than allowed", "")                                                            \
    X(GAP, "gap", NOTE, "an element that a Creator is obliged to fill", "")                                            \
    X(FORMAT, "format", ERROR, "not written as its type demands", "")                                                  \
    X(VALUE_RANGE, "value-range", ERROR, "a number or time out of range", "")                                          \
    X(DECIMAL_LONG, "decimal-long", WARNING, "more digits than programs keep", "")                                     \
    X(DATE_UNLIKELY, "date-unlikely", WARNING, "an unlikely year", "")                                                 \
    X(STRING_SPACE, "string-space", WARNING, "space around a text", "")                                                \
    X(BLANK_STRING, "blank-string", WARNING, "nothing but space", "")                                                  \
    X(BASE64_SPACE, "base64-space", WARNING, "space in base64", "")                                                    \
    X(CONTROL_CHARACTER, "control-character", WARNING, "a control character", "")                                      \
    X(LONE_SURROGATE, "lone-surrogate", ERROR, "half of a surrogate pair", "")                                         \
    X(DIRECTION_CONTROL, "direction-control", WARNING, "an unclosed change of direction", "")                          \
    X(HTML_IN_STRING, "html-in-string", NOTE, "markup in a plain text", "")                                            \
    X(EXAMPLE_URL, "example-url", ERROR, "an address that is only for examples", "")                                   \
    X(OID_BRANCH, "oid-branch", WARNING, "object identifier of an authority", "")                                      \
    X(URL_UNKNOWN, "url-unknown", ERROR, "an address of HL7 that does not exist", "")                                  \
    X(URL_FRAGMENT, "url-fragment", WARNING, "an address that leads to nothing in the resource", "")                   \
    X(TOO_LONG, "too-long", ERROR, "longer than allowed", "")                                                          \
    X(FIXED_VALUE, "fixed-value", ERROR, "not the value that is prescribed", "")                                       \
    X(PATTERN_VALUE, "pattern-value", ERROR, "not of the pattern that is prescribed", "")                              \
    X(INVARIANT_UNABLE, "invariant-unable", NOTE, "an invariant that was not evaluated", "")                           \
    X(ID_MISSING, "id-missing", ERROR, "a contained resource without id", "")                                          \
    X(ID_LENGTH, "id-length", ERROR, "an id that is too long", "")                                                     \
    X(ID_CHARACTERS, "id-characters", ERROR, "an id with characters that are not allowed", "")                         \
    X(ID_EXTENDED, "id-extended", ERROR, "an id with an extension", "")                                                \
    X(DUPLICATE_ID, "duplicate-id", ERROR, "the same id twice", "")                                                    \
    X(DUPLICATE_LABEL, "duplicate-label", ERROR, "the same security label twice", "")                                  \
    X(CONTAINED_ID, "contained-id", ERROR, "contained resources with the same id", "")                                 \
    X(CONTAINED_ORPHAN, "contained-orphan", ERROR, "a contained resource that nothing refers to", "")                  \
    X(PROFILE_UNKNOWN, "profile-unknown", NOTE, "a profile that is not known here", "")                                \
    X(PROFILE_TYPE, "profile-type", ERROR, "a profile for another type", "")                                           \
    X(PROFILE_MISMATCH, "profile-mismatch", ERROR, "conforms to none of the profiles", "")                             \
    X(PROFILE_MISSED, "profile-missed", NOTE, "a resource that matches no slice", "")                                  \
    X(REFERENCE_FORM, "reference-form", ERROR, "not written as a reference", "")                                       \
    X(REFERENCE_CONTAINED, "reference-contained", ERROR, "a reference to nothing in contained", "")                    \
    X(REFERENCE_BUNDLE, "reference-bundle", WARNING, "a reference to nothing in the Bundle", "")                       \
    X(REFERENCE_AMBIGUOUS, "reference-ambiguous", ERROR, "a reference that leads to several entries", "")              \
    X(REFERENCE_BASE, "reference-base", ERROR, "a relative reference without a base", "")                              \
    X(REFERENCE_TARGET, "reference-target", ERROR, "a reference to a type that is not allowed", "")                    \
    X(REFERENCE_TYPE, "reference-type", ERROR, "a reference that states another type", "")                             \
    X(REFERENCE_PROFILE, "reference-profile", ERROR, "a reference to what does not conform", "")                       \
    X(REFERENCE_AGGREGATION, "reference-aggregation", ERROR, "a reference to the wrong place", "")                     \
    X(REFERENCE_EMPTY, "reference-empty", WARNING, "a reference that says nothing", "")                                \
    X(EXTENSION_URL, "extension-url", ERROR, "an extension without an absolute url", "")                               \
    X(EXTENSION_UNKNOWN, "extension-unknown", ERROR, "an unknown extension", "")                                       \
    X(EXTENSION_PART, "extension-part", ERROR, "an unknown part of an extension", "")                                  \
    X(EXTENSION_CONTEXT, "extension-context", ERROR, "an extension in the wrong place", "")                            \
    X(EXTENSION_MODIFIER, "extension-modifier", ERROR, "modifierExtension and extension mistaken", "")                 \
    X(EXTENSION_TYPE, "extension-type", ERROR, "an extension with a value of another type", "")                        \
    X(EXTENSION_VERSION, "extension-version", ERROR, "an extension url with a version", "")                            \
    X(SLICE_REQUIRED, "slice-required", ERROR, "a required part is missing", "")                                       \
    X(SLICE_TOO_MANY, "slice-too-many", ERROR, "more of a part than allowed", "")                                      \
    X(SLICE_CLOSED, "slice-closed", ERROR, "an item that is none of the allowed parts", "")                            \
    X(SLICE_ORDER, "slice-order", ERROR, "parts out of order", "")                                                     \
    X(IDENTIFIER_SYSTEM, "identifier-system", ERROR, "an identifier whose system is no address", "")                   \
    X(IDENTIFIER_URI, "identifier-uri", ERROR, "an identifier whose value is no URI", "")                              \
    X(ATTACHMENT_EMPTY, "attachment-empty", WARNING, "an attachment without content", "")                              \
    X(ATTACHMENT_SIZE, "attachment-size", ERROR, "an attachment of another size", "")                                  \
    X(ATTACHMENT_HASH, "attachment-hash", ERROR, "an attachment with another hash", "")                                \
    X(BUNDLE_EMPTY, "bundle-empty", ERROR, "a document without entries", "")                                           \
    X(BUNDLE_FIRST, "bundle-first", ERROR, "a document or message that does not begin as it must", "")                 \
    X(BUNDLE_FULL_URL, "bundle-full-url", ERROR, "an entry without a fullUrl that fits", "")                           \
    X(BUNDLE_NOT_FOUND, "bundle-not-found", ERROR, "a document without what its Composition names", "")                \
    X(BUNDLE_FRAGMENT, "bundle-fragment", ERROR, "an address of no place, or of several", "")                          \
    X(BUNDLE_ORPHAN, "bundle-orphan", ERROR, "an entry that nothing leads to", "")                                     \
    X(BUNDLE_REVERSE, "bundle-reverse", WARNING, "an entry that is reached backwards only", "")                        \
    X(BUNDLE_LINK, "bundle-link", ERROR, "a link that is not allowed here", "")                                        \
    X(BUNDLE_SEARCH_MODE, "bundle-search-mode", WARNING, "results without search mode", "")                            \
    X(BUNDLE_RESULT, "bundle-result", ERROR, "a result of a search that is none", "")                                  \
    X(NOT_CHECKED, "not-checked", NOTE, "what could not be checked here", "")                                          \
    X(BINDING_REQUIRED, "binding-required", ERROR, "a code that is not allowed", "")                                   \
    X(BINDING_EXTENSIBLE, "binding-extensible", WARNING, "a code from outside the value set", "")                      \
    X(BINDING_PREFERRED, "binding-preferred", NOTE, "a code that is not recommended", "")                              \
    X(BINDING_NO_CODE, "binding-no-code", ERROR, "no code where one is needed", "")                                    \
    X(CODE_UNKNOWN, "code-unknown", ERROR, "a code that does not exist", "")                                           \
    X(CODE_INACTIVE, "code-inactive", WARNING, "a code out of use", "")                                                \
    X(CODE_ABSTRACT, "code-abstract", WARNING, "a code that only groups others", "")                                   \
    X(CODE_CASE, "code-case", NOTE, "a code in other capitals", "")                                                    \
    X(CODE_SYNTAX, "code-syntax", WARNING, "a code of the wrong form", "")                                             \
    X(DISPLAY_WRONG, "display-wrong", ERROR, "a name that is not the code's", "")                                      \
    X(LANGUAGE_BROKEN, "language-broken", ERROR, "a language that is none", "")                                        \
    X(SYSTEM_MISSING, "system-missing", WARNING, "a code without its system", "Coding.system")                         \
    X(SYSTEM_RELATIVE, "system-relative", ERROR, "a system that is no address", "Coding.system: an absolute URI")      \
    X(SYSTEM_HTTPS, "system-https", ERROR, "a system with https",                                                      \
      "Coding.system: the URL of the code system, exactly")                                                            \
    X(SYSTEM_INEXACT, "system-inexact", ERROR, "a system that is almost right",                                        \
      "Coding.system: the URL of the code system, exactly")                                                            \
    X(SYSTEM_WRONG, "system-wrong", ERROR, "a code of another code system",                                            \
      "Coding.system: the code system that has the code")                                                              \
    X(SYSTEM_VALUE_SET, "system-value-set", ERROR, "a value set in place of a system",                                 \
      "Coding.system: a code system; a value set is a choice of codes from such systems")                              \
    X(SYSTEM_VERSION, "system-version", WARNING, "an unknown version of a system", "")                                 \
    X(CODE_REPLACED, "code-replaced", WARNING, "a code of a withdrawn system", "")                                     \
    X(SYSTEM_UNKNOWN, "system-unknown", ERROR, "an unknown system of HL7", "Coding.system: a code system that exists") \
    X(UCUM_ANNOTATION, "ucum-annotation", WARNING, "a unit with a remark in it",                                       \
      "UCUM, section 6: annotations carry no meaning")                                                                 \
    X(NARRATIVE_MALFORMED, "narrative-malformed", ERROR, "a narrative that is no XHTML",                               \
      "XML 1.0: the narrative is one well-formed XHTML element (FHIR R4, narrative.html)")                             \
    X(NARRATIVE_UNCLOSED, "narrative-unclosed", WARNING, "an element of the narrative that is not closed",             \
      "XML 1.0, section 3: every element is closed")                                                                   \
    X(NARRATIVE_ROOT, "narrative-root", ERROR, "a narrative that is no div",                                           \
      "FHIR R4, narrative.html: the content is a single div")                                                          \
    X(NARRATIVE_NAMESPACE, "narrative-namespace", ERROR, "a narrative without its namespace",                          \
      "FHIR R4, narrative.html: xmlns=\"http://www.w3.org/1999/xhtml\"")                                               \
    X(NARRATIVE_ELEMENT, "narrative-element", ERROR, "an element that narratives may not use",                         \
      "txt-1: basic formatting elements of HTML 4.0 chapters 7 to 11 and 15, links and images")                        \
    X(NARRATIVE_ATTRIBUTE, "narrative-attribute", ERROR, "an attribute that narratives may not use",                   \
      "txt-1: basic formatting attributes of HTML 4.0 chapters 7 to 11 and 15")                                        \
    X(NARRATIVE_ENTITY, "narrative-entity", ERROR, "an entity that XHTML does not know",                               \
      "FHIR R4, narrative.html: only the five entities of XML and numbers of characters")                              \
    X(NARRATIVE_CONSTRUCT, "narrative-construct", ERROR, "a declaration inside the narrative",                         \
      "txt-1: no document type declarations and no processing instructions")                                           \
    X(NARRATIVE_NESTING, "narrative-nesting", ERROR, "elements wrongly nested",                                        \
      "XHTML 1.0: which elements may stand inside which")                                                              \
    X(NARRATIVE_EMPTY, "narrative-empty", ERROR, "a narrative with nothing to read",                                   \
      "txt-2: some text that is not white space, or an image")                                                         \
    X(NARRATIVE_LINK, "narrative-link", ERROR, "a link that leads nowhere",                                            \
      "FHIR R4, narrative.html: links to ids of the document")                                                         \
    X(TEXT_LINK, "text-link", ERROR, "a part of a narrative that is not there", "")                                    \
    X(NARRATIVE_URL, "narrative-url", ERROR, "an address that is not allowed", "FHIR R4, narrative.html; RFC 3986")    \
    X(NARRATIVE_DUPLICATE_ID, "narrative-duplicate-id", WARNING, "the same id twice in the narrative",                 \
      "HTML 4.0, section 7.5.2: ids are unique")                                                                       \
    X(NARRATIVE_LANGUAGE, "narrative-language", WARNING, "languages that do not agree",                                \
      "XHTML: lang and xml:lang, both as the resource's language says")                                                \
    X(NARRATIVE_SPACE, "narrative-space", NOTE, "xml:space in the narrative", "XML 1.0, section 2.10")                 \
    X(DICOM_STUDY_UID, "dicom-study-uid", WARNING, "no study instance UID",                                            \
      "DICOM PS3.3, section C.7.2.1: Study Instance UID (0020,000D), type 1")                                          \
    X(DICOM_STUDY_UIDS, "dicom-study-uids", WARNING, "several study instance UIDs",                                    \
      "DICOM PS3.3, section C.7.2.1: one Study Instance UID (0020,000D)")                                              \
    X(DICOM_STUDY_TWICE, "dicom-study-twice", WARNING, "the same study twice",                                         \
      "DICOM PS3.3, section C.7.2.1: Study Instance UID (0020,000D)")                                                  \
    X(DICOM_UID_SYNTAX, "dicom-uid-syntax", WARNING, "no DICOM UID", "DICOM PS3.5, section 9.1 and annex B")           \
    X(DICOM_UID_URN, "dicom-uid-urn", WARNING, "urn:oid: too much or too little",                                      \
      "FHIR R4, imagingstudy.html: the Study Instance UID is urn:oid: and the UID, with the system urn:dicom:uid")     \
    X(DICOM_UID_TWICE, "dicom-uid-twice", WARNING, "the same UID twice",                                               \
      "DICOM PS3.5, section 9: a UID names one thing; PS3.3, sections C.7.3.1 and C.12.1")                             \
    X(DICOM_NUMBER_TWICE, "dicom-number-twice", WARNING, "the same number twice",                                      \
      "DICOM PS3.3, sections C.7.3.1 (Series Number) and C.7.6.1 (Instance Number)")                                   \
    X(DICOM_SERIES_COUNT, "dicom-series-count", WARNING, "another number of series",                                   \
      "FHIR R4, ImagingStudy.numberOfSeries; DICOM PS3.4, section C.3.4")                                              \
    X(DICOM_INSTANCE_COUNT, "dicom-instance-count", WARNING, "another number of instances",                            \
      "FHIR R4, ImagingStudy.numberOfInstances; DICOM PS3.4, section C.3.4")                                           \
    X(DICOM_PARTIAL, "dicom-partial", NOTE, "a study that is listed in part",                                          \
      "FHIR R4, ImagingStudy.numberOfSeries and numberOfInstances may be more than is listed")                         \
    X(DICOM_MODALITY_LIST, "dicom-modality-list", WARNING, "modalities of study and series do not agree",              \
      "FHIR R4, ImagingStudy.modality: the acquisition modalities of its series; DICOM PS3.3, section C.7.3.1.1.1")    \
    X(DICOM_MODALITY_RETIRED, "dicom-modality-retired", WARNING, "a modality that DICOM retired",                      \
      "DICOM PS3.3, section C.7.3.1.1.1: retired defined terms")                                                       \
    X(DICOM_MODALITY_NONE, "dicom-modality-none", WARNING, "no modality of DICOM",                                     \
      "DICOM PS3.3, section C.7.3.1.1.1; PS3.16, CID 29 and CID 32")                                                   \
    X(DICOM_MODALITY_NEWER, "dicom-modality-newer", WARNING, "a modality newer than FHIR R4", "")                      \
    X(DICOM_SOP_CLASS_SYSTEM, "dicom-sop-class-system", WARNING, "a SOP class in another system",                      \
      "FHIR R4, ImagingStudy.series.instance.sopClass: system urn:ietf:rfc:3986, code urn:oid: and the UID")           \
    X(DICOM_SOP_CLASS_UNKNOWN, "dicom-sop-class-unknown", WARNING, "an unknown SOP class", "DICOM PS3.4, section B.5") \
    X(DICOM_SOP_CLASS_PRIVATE, "dicom-sop-class-private", NOTE, "a private SOP class",                                 \
      "DICOM PS3.2, private SOP classes")                                                                              \
    X(DICOM_SOP_CLASS_RETIRED, "dicom-sop-class-retired", WARNING, "a SOP class that DICOM retired",                   \
      "DICOM PS3.6, annex A")                                                                                          \
    X(DICOM_SOP_CLASS_MODALITY, "dicom-sop-class-modality", WARNING, "SOP class and modality do not agree",            \
      "DICOM PS3.3, annex A: the modality that the object's definition allows")                                        \
    X(DICOM_STARTED, "dicom-started", WARNING, "a series before its study",                                            \
      "DICOM PS3.3, sections C.7.2.1 (Study Date and Time) and C.7.3.1 (Series Date and Time)")                        \
    X(DICOM_LATERALITY, "dicom-laterality", WARNING, "a side where there is none",                                     \
      "DICOM PS3.3, section C.7.3.1 (Laterality); PS3.16, annex L")                                                    \
    X(DICOM_ACCESSION, "dicom-accession", WARNING, "an accession number without its type",                             \
      "FHIR R4, imagingstudy.html: the Accession Number (0008,0050) has the type ACSN; DICOM PS3.3, section C.7.2.1")  \
    X(DICOM_ENDPOINT, "dicom-endpoint", WARNING, "an endpoint that serves no images",                                  \
      "FHIR R4, ImagingStudy.endpoint: where the images can be had, as by DICOM PS3.18")                               \
    X(DICOM_BLANK, "dicom-blank", NOTE, "a name that is left blank",                                                   \
      "DICOM PS3.3, sections C.7.2.1 (Study Description) and C.7.3.1 (Series Description, Body Part Examined)")

/* Where a key has another severity, or stands on another rule: name, key, severity there, where that is, and the rule; "" where
   it is the key's own. Rows that follow the HL7 validator name their row of src/definitions/taken-over.tsv. */
#define KEY_CASES(X)                                                                                                   \
    X(VALUE_OF_OTHER_KIND, VALUE_RANGE, WARNING, "a quantity that perhaps cannot be compared", "")                     \
    X(EXAMPLE_LIKELY, EXAMPLE_URL, WARNING, "taken over: example-host-likely", "")                                     \
    X(FRAGMENT_CANONICAL, URL_FRAGMENT, ERROR, "in a canonical, or in the link of a text", "")                         \
    X(PROFILE_REQUIRED, PROFILE_MISSED, ERROR, "the profile is required, and nothing else tells what is wrong", "")    \
    X(PROFILE_NEAREST, PROFILE_MISSED, WARNING, "nothing requires the profile, or tells what is wrong", "")            \
    X(REFERENCE_MISWRITTEN, REFERENCE_BUNDLE, ERROR, "in a document, to an entry that is there", "")                   \
    X(REFERENCE_OUTWARD, REFERENCE_BUNDLE, NOTE, "in a document, to what may be elsewhere", "")                        \
    X(SLICE_WITH_CANDIDATE, SLICE_REQUIRED, NOTE, "the faults of the only candidate are told", "")                     \
    X(FULL_URL_TWICE, BUNDLE_FULL_URL, NOTE, "where a fullUrl is there again; an invariant says that it may not be",   \
      "")                                                                                                              \
    X(ORPHAN_IN_MESSAGE, BUNDLE_ORPHAN, WARNING, "in a message", "")                                                   \
    X(BINDING_SERVED, BINDING_REQUIRED, WARNING, "taken over: binding-served", "")                                     \
    X(NO_CODE_EXTENSIBLE, BINDING_NO_CODE, WARNING, "the binding is extensible", "")                                   \
    X(RELATIVE_IN_CONCEPT, SYSTEM_RELATIVE, WARNING, "taken over: concept-system", "")                                 \
    X(HTTPS_IN_CONCEPT, SYSTEM_HTTPS, WARNING, "taken over: concept-system", "")                                       \
    X(INEXACT_IN_CONCEPT, SYSTEM_INEXACT, WARNING, "taken over: concept-system", "")                                   \
    X(INEXACT_UNKNOWN, SYSTEM_INEXACT, WARNING, "a system that is not known here",                                     \
      "Coding.system: the URL of the code system")                                                                     \
    X(VALUE_SET_IN_CONCEPT, SYSTEM_VALUE_SET, WARNING, "taken over: concept-system", "")                               \
    X(WRONG_EXTENSIBLE, SYSTEM_WRONG, WARNING, "the binding is extensible", "")                                        \
    X(WRONG_PREFERRED, SYSTEM_WRONG, NOTE, "the binding is preferred", "")                                             \
    X(MISSING_UNDER_REQUIRED, SYSTEM_MISSING, ERROR, "a required binding fails because of it", "")                     \
    X(VERSION_UNDER_REQUIRED, SYSTEM_VERSION, ERROR, "a system of HL7 under a required binding", "")                   \
    X(SYSTEM_RENAMED, SYSTEM_UNKNOWN, ERROR, "HL7 has it under another URL",                                           \
      "Coding.system: the URL of the code system")                                                                     \
    X(URL_OF_OTHER_SCHEME, NARRATIVE_URL, NOTE, "few readers can follow the scheme", "")                               \
    X(UID_WITH_URN, DICOM_UID_URN, ERROR, "of a series or an instance",                                                \
      "FHIR R4, ImagingStudy.series.uid and .instance.uid: the UID as DICOM has it")                                   \
    X(COUNT_OF_SERIES, DICOM_INSTANCE_COUNT, WARNING, "of a series",                                                   \
      "FHIR R4, ImagingStudy.series.numberOfInstances; DICOM PS3.4, section C.3.4")                                    \
    X(PART_OF_SERIES, DICOM_PARTIAL, NOTE, "of a series",                                                              \
      "FHIR R4, ImagingStudy.series.numberOfInstances may be more than is listed")

/* KEY_JSON_SYNTAX and so on: positions in the table; behind them, that of all invariants. */
typedef enum KeyId {
#define X(name, key, severity, title, source) KEY_##name,
    CHECK_KEYS(X)
#undef X
        KEY_INVARIANT,
    KEY_COUNT = KEY_INVARIANT
} KeyId;

/* CASE_EXAMPLE_LIKELY and so on; 0 where a key is as its own row has it. */
typedef enum KeyCase {
    CASE_NONE,
#define X(name, key, severity, where, source) CASE_##name,
    KEY_CASES(X)
#undef X
        CASE_COUNT
} KeyCase;

/* A row of the table. */
typedef struct KeyRow {
    const char *name;
    Severity severity;
    const char *title;
    const char *source;
} KeyRow;

/* The row of a key; there is none of KEY_INVARIANT. */
const KeyRow *key_row(KeyId id);

/* A row of the table of cases. */
typedef struct KeyCaseRow {
    KeyId key;
    Severity severity;
    const char *where;
    const char *source;
} KeyCaseRow;

/* The row of a case; there is none of CASE_NONE. */
const KeyCaseRow *key_case_row(KeyCase id);

/* Severity of a key in a case, and the rule that it stands on; not for KEY_INVARIANT. */
Severity key_severity(KeyId id, KeyCase in_case);
const char *key_source(KeyId id, KeyCase in_case);

/* What people call a key; of KEY_INVARIANT, the name of the invariant, which is NULL for others. */
const char *key_name(KeyId id, const char *invariant);

/* True where two keys are the same; invariants have names, others NULL. */
bool key_equals(KeyId a, const char *a_invariant, KeyId b, const char *b_invariant);

/* The key of a name; KEY_INVARIANT where the table has none. */
KeyId key_find(const char *name);

#endif
