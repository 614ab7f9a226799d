/*
 * Keys: the one table of everything that an issue can be about.
 *
 * A key is the stable name of a kind of finding: people filter by it, `ipse explain KEY` prints its text
 * (src/definitions/explain.yaml), fixes hang on it. Invariants have the names of their definitions ("ele-1"): their id
 * is KEY_INVARIANT, which has no row.
 */
#ifndef IPSE_CHECK_ISSUE_KEYS_H
#define IPSE_CHECK_ISSUE_KEYS_H

#include "src/base/systems.h"

#include <stdbool.h>

/* As OperationOutcome has them (http://hl7.org/fhir/R4/operationoutcome.html); notes are its "information". */
typedef enum Severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } Severity;

/* Name, key, severity, a title of a few words, and the rule that it stands on; "" where each finding of it has its own,
   or none. */
#define CHECK_KEYS(X)                                                                                                  \
    X(JSON_SYNTAX, "json-syntax", ERROR, "invalid JSON", "")                                                           \
    X(BYTE_ORDER_MARK, "byte-order-mark", NOTE, "byte order mark", "")                                                 \
    X(RESOURCE_TYPE, "resource-type", ERROR, "unknown resource type", "")                                              \
    X(JSON_KIND, "json-kind", ERROR, "wrong JSON type", "")                                                            \
    X(UNKNOWN_PROPERTY, "unknown-property", ERROR, "unknown property", "")                                             \
    X(OTHER_RELEASE, "other-release", NOTE, "form of another FHIR release", "")                                        \
    X(DUPLICATE_PROPERTY, "duplicate-property", ERROR, "duplicate property", "")                                       \
    X(SECOND_CHOICE, "second-choice", ERROR, "values of two types", "")                                                \
    X(CHOICE_TYPE, "choice-type", ERROR, "type not allowed by the profile", "")                                        \
    X(EMPTY_OBJECT, "empty-object", ERROR, "empty object", "")                                                         \
    X(ARRAY_LENGTHS, "array-lengths", WARNING, "more extensions than values", "")                                      \
    X(EMPTY_ARRAY, "empty-array", ERROR, "empty array", "")                                                            \
    X(EMPTY_STRING, "empty-string", ERROR, "empty string", "")                                                         \
    X(NULL_IN_ARRAY, "null-in-array", ERROR, "null in an array", "")                                                   \
    X(REQUIRED, "required", ERROR, "required element missing", "")                                                     \
    X(TOO_MANY, "too-many", ERROR, "too many items", "")                                                               \
    X(GAP, "gap", NOTE, "missing element with a Creator obligation", "")                                               \
    X(FORMAT, "format", ERROR, "invalid format", "")                                                                   \
    X(VALUE_RANGE, "value-range", ERROR, "value out of range", "")                                                     \
    X(DECIMAL_LONG, "decimal-long", WARNING, "too many digits", "")                                                    \
    X(DATE_UNLIKELY, "date-unlikely", WARNING, "unlikely year", "")                                                    \
    X(STRING_SPACE, "string-space", WARNING, "whitespace at an end of a string", "")                                   \
    X(BLANK_STRING, "blank-string", WARNING, "string of whitespace", "")                                               \
    X(BASE64_SPACE, "base64-space", WARNING, "whitespace in base64", "")                                               \
    X(CONTROL_CHARACTER, "control-character", WARNING, "control character", "")                                        \
    X(LONE_SURROGATE, "lone-surrogate", ERROR, "half of a surrogate pair", "")                                         \
    X(DIRECTION_CONTROL, "direction-control", WARNING, "unclosed text-direction control", "")                          \
    X(HTML_IN_STRING, "html-in-string", NOTE, "HTML tags in a string", "")                                             \
    X(EXAMPLE_URL, "example-url", ERROR, "example URL", "")                                                            \
    X(OID_BRANCH, "oid-branch", WARNING, "OID of an authority", "")                                                    \
    X(URL_UNKNOWN, "url-unknown", ERROR, "unknown HL7 URL", "")                                                        \
    X(URL_FRAGMENT, "url-fragment", WARNING, "unresolved fragment", "")                                                \
    X(TOO_LONG, "too-long", ERROR, "value too long", "")                                                               \
    X(FIXED_VALUE, "fixed-value", ERROR, "wrong fixed value", "")                                                      \
    X(PATTERN_VALUE, "pattern-value", ERROR, "pattern not matched", "")                                                \
    X(INVARIANT_UNABLE, "invariant-unable", NOTE, "invariant not evaluated", "")                                       \
    X(ID_MISSING, "id-missing", ERROR, "contained resource without id", "")                                            \
    X(ID_LENGTH, "id-length", ERROR, "id too long", "")                                                                \
    X(ID_CHARACTERS, "id-characters", ERROR, "characters not allowed in an id", "")                                    \
    X(ID_EXTENDED, "id-extended", ERROR, "id with an extension", "")                                                   \
    X(DUPLICATE_ID, "duplicate-id", ERROR, "duplicate id", "")                                                         \
    X(DUPLICATE_LABEL, "duplicate-label", ERROR, "duplicate security label", "")                                       \
    X(CONTAINED_ID, "contained-id", ERROR, "duplicate id of contained resources", "")                                  \
    X(CONTAINED_ORPHAN, "contained-orphan", ERROR, "unreferenced contained resource", "")                              \
    X(PROFILE_UNKNOWN, "profile-unknown", NOTE, "unknown profile", "")                                                 \
    X(PROFILE_TYPE, "profile-type", ERROR, "profile for another type", "")                                             \
    X(PROFILE_MISMATCH, "profile-mismatch", ERROR, "no conformance to any allowed profile", "")                        \
    X(PROFILE_MISSED, "profile-missed", NOTE, "resource without matching slice", "")                                   \
    X(VITAL_SIGN_CODE, "vital-sign-code", NOTE, "vital sign not named by its code", "")                                \
    X(REFERENCE_FORM, "reference-form", ERROR, "invalid reference", "")                                                \
    X(REFERENCE_CONTAINED, "reference-contained", ERROR, "unresolved reference to a contained resource", "")           \
    X(REFERENCE_BUNDLE, "reference-bundle", WARNING, "unresolved reference in a Bundle", "")                           \
    X(REFERENCE_AMBIGUOUS, "reference-ambiguous", ERROR, "ambiguous reference", "")                                    \
    X(REFERENCE_BASE, "reference-base", ERROR, "relative reference without base URL", "")                              \
    X(REFERENCE_TARGET, "reference-target", ERROR, "wrong reference target type", "")                                  \
    X(REFERENCE_TYPE, "reference-type", ERROR, "wrong 'type' of a reference", "")                                      \
    X(REFERENCE_PROFILE, "reference-profile", ERROR, "reference target without conformance", "")                       \
    X(REFERENCE_AGGREGATION, "reference-aggregation", ERROR, "wrong aggregation of a reference", "")                   \
    X(REFERENCE_EMPTY, "reference-empty", WARNING, "empty reference", "")                                              \
    X(EXTENSION_URL, "extension-url", ERROR, "extension without absolute URL", "")                                     \
    X(EXTENSION_UNKNOWN, "extension-unknown", ERROR, "unknown extension", "")                                          \
    X(EXTENSION_PART, "extension-part", ERROR, "unknown part of an extension", "")                                     \
    X(EXTENSION_CONTEXT, "extension-context", ERROR, "extension at a place not allowed", "")                           \
    X(EXTENSION_MODIFIER, "extension-modifier", ERROR, "modifier extension in the wrong array", "")                    \
    X(EXTENSION_TYPE, "extension-type", ERROR, "wrong value type of an extension", "")                                 \
    X(EXTENSION_VERSION, "extension-version", ERROR, "extension URL with version", "")                                 \
    X(SLICE_REQUIRED, "slice-required", ERROR, "required slice missing", "")                                           \
    X(SLICE_TOO_MANY, "slice-too-many", ERROR, "too many items of a slice", "")                                        \
    X(SLICE_CLOSED, "slice-closed", ERROR, "item without matching slice", "")                                          \
    X(SLICE_ORDER, "slice-order", ERROR, "slices out of order", "")                                                    \
    X(IDENTIFIER_SYSTEM, "identifier-system", ERROR, "invalid identifier system", "")                                  \
    X(IDENTIFIER_URI, "identifier-uri", ERROR, "invalid URI in an identifier", "")                                     \
    X(ATTACHMENT_EMPTY, "attachment-empty", WARNING, "attachment without content", "")                                 \
    X(ATTACHMENT_SIZE, "attachment-size", ERROR, "wrong attachment size", "")                                          \
    X(ATTACHMENT_HASH, "attachment-hash", ERROR, "wrong attachment hash", "")                                          \
    X(BUNDLE_EMPTY, "bundle-empty", ERROR, "Bundle without entries", "")                                               \
    X(BUNDLE_FIRST, "bundle-first", ERROR, "wrong first entry", "")                                                    \
    X(BUNDLE_FULL_URL, "bundle-full-url", ERROR, "wrong fullUrl", "")                                                  \
    X(BUNDLE_NOT_FOUND, "bundle-not-found", ERROR, "required entry missing", "")                                       \
    X(BUNDLE_FRAGMENT, "bundle-fragment", ERROR, "unresolved or ambiguous link", "")                                   \
    X(BUNDLE_ORPHAN, "bundle-orphan", ERROR, "unreachable entry", "")                                                  \
    X(BUNDLE_REVERSE, "bundle-reverse", WARNING, "entry that only refers to others", "")                               \
    X(BUNDLE_LINK, "bundle-link", ERROR, "link not allowed", "")                                                       \
    X(BUNDLE_SEARCH_MODE, "bundle-search-mode", WARNING, "missing search mode", "")                                    \
    X(BUNDLE_RESULT, "bundle-result", ERROR, "invalid search result", "")                                              \
    X(NOT_CHECKED, "not-checked", NOTE, "not checked", "")                                                             \
    X(BINDING_REQUIRED, "binding-required", ERROR, "code outside the required value set", "")                          \
    X(BINDING_EXTENSIBLE, "binding-extensible", WARNING, "code outside the extensible value set", "")                  \
    X(BINDING_PREFERRED, "binding-preferred", NOTE, "code outside the preferred value set", "")                        \
    X(BINDING_NO_CODE, "binding-no-code", ERROR, "missing code", "")                                                   \
    X(CODE_UNKNOWN, "code-unknown", ERROR, "unknown code", "")                                                         \
    X(CODE_INACTIVE, "code-inactive", WARNING, "inactive code", "")                                                    \
    X(CODE_ABSTRACT, "code-abstract", WARNING, "abstract code", "")                                                    \
    X(CODE_CASE, "code-case", NOTE, "different case of a code", "")                                                    \
    X(CODE_SYNTAX, "code-syntax", WARNING, "invalid code", "")                                                         \
    X(DISPLAY_WRONG, "display-wrong", ERROR, "wrong display", "")                                                      \
    X(LANGUAGE_BROKEN, "language-broken", ERROR, "invalid language tag", "")                                           \
    X(SYSTEM_MISSING, "system-missing", WARNING, "missing system", "Coding.system")                                    \
    X(SYSTEM_RELATIVE, "system-relative", ERROR, "system without absolute URI", "Coding.system: an absolute URI")      \
    X(SYSTEM_HTTPS, "system-https", ERROR, "system with https", "Coding.system: the URL of the code system, exactly")  \
    X(SYSTEM_INEXACT, "system-inexact", ERROR, "inexact system", "Coding.system: the URL of the code system, exactly") \
    X(SYSTEM_WRONG, "system-wrong", ERROR, "wrong system", "Coding.system: the code system that has the code")         \
    X(SYSTEM_VALUE_SET, "system-value-set", ERROR, "value set instead of a code system",                               \
      "Coding.system: a code system; a value set is a choice of codes from such systems")                              \
    X(SYSTEM_VERSION, "system-version", WARNING, "unknown code system version", "")                                    \
    X(CODE_REPLACED, "code-replaced", WARNING, "replaced code", "")                                                    \
    X(SYSTEM_UNKNOWN, "system-unknown", ERROR, "unknown HL7 code system", "Coding.system: a code system that exists")  \
    X(UCUM_ANNOTATION, "ucum-annotation", WARNING, "unit with an annotation",                                          \
      "UCUM, section 6: annotations carry no meaning")                                                                 \
    X(NARRATIVE_MALFORMED, "narrative-malformed", ERROR, "malformed narrative",                                        \
      "XML 1.0: the narrative is one well-formed XHTML element (FHIR R4, narrative.html)")                             \
    X(NARRATIVE_UNCLOSED, "narrative-unclosed", WARNING, "unclosed element in the narrative",                          \
      "XML 1.0, section 3: every element is closed")                                                                   \
    X(NARRATIVE_ROOT, "narrative-root", ERROR, "narrative without root div",                                           \
      "FHIR R4, narrative.html: the content is a single div")                                                          \
    X(NARRATIVE_NAMESPACE, "narrative-namespace", ERROR, "missing narrative namespace",                                \
      "FHIR R4, narrative.html: xmlns=\"" XHTML_NAMESPACE "\"")                                                        \
    X(NARRATIVE_ELEMENT, "narrative-element", ERROR, "element not allowed in a narrative",                             \
      "txt-1: basic formatting elements of HTML 4.0 chapters 7 to 11 and 15, links and images")                        \
    X(NARRATIVE_ATTRIBUTE, "narrative-attribute", ERROR, "attribute not allowed in a narrative",                       \
      "txt-1: basic formatting attributes of HTML 4.0 chapters 7 to 11 and 15")                                        \
    X(NARRATIVE_ENTITY, "narrative-entity", ERROR, "entity not allowed in a narrative",                                \
      "FHIR R4, narrative.html: only the five entities of XML and numbers of characters")                              \
    X(NARRATIVE_CONSTRUCT, "narrative-construct", ERROR, "declaration in a narrative",                                 \
      "txt-1: no document type declarations and no processing instructions")                                           \
    X(NARRATIVE_NESTING, "narrative-nesting", ERROR, "wrong nesting of elements",                                      \
      "XHTML 1.0: allowed nesting of elements")                                                                        \
    X(NARRATIVE_EMPTY, "narrative-empty", ERROR, "empty narrative", "txt-2: text other than whitespace, or an image")  \
    X(NARRATIVE_LINK, "narrative-link", ERROR, "unresolved link in a narrative",                                       \
      "FHIR R4, narrative.html: links to ids of the document")                                                         \
    X(TEXT_LINK, "text-link", ERROR, "missing narrative element", "")                                                  \
    X(NARRATIVE_URL, "narrative-url", ERROR, "URL not allowed in a narrative", "FHIR R4, narrative.html; RFC 3986")    \
    X(NARRATIVE_DUPLICATE_ID, "narrative-duplicate-id", WARNING, "duplicate id in a narrative",                        \
      "HTML 4.0, section 7.5.2: ids are unique")                                                                       \
    X(NARRATIVE_LANGUAGE, "narrative-language", WARNING, "different language of a narrative",                          \
      "XHTML: lang and xml:lang, both equal to the language of the resource")                                          \
    X(NARRATIVE_SPACE, "narrative-space", NOTE, "xml:space in a narrative", "XML 1.0, section 2.10")                   \
    X(DICOM_STUDY_UID, "dicom-study-uid", WARNING, "missing Study Instance UID",                                       \
      "DICOM PS3.3, section C.7.2.1: Study Instance UID (0020,000D), type 1")                                          \
    X(DICOM_STUDY_UIDS, "dicom-study-uids", WARNING, "several Study Instance UIDs",                                    \
      "DICOM PS3.3, section C.7.2.1: one Study Instance UID (0020,000D)")                                              \
    X(DICOM_STUDY_TWICE, "dicom-study-twice", WARNING, "duplicate study",                                              \
      "DICOM PS3.3, section C.7.2.1: Study Instance UID (0020,000D)")                                                  \
    X(DICOM_UID_SYNTAX, "dicom-uid-syntax", WARNING, "no DICOM UID", "DICOM PS3.5, section 9.1 and annex B")           \
    X(DICOM_UID_URN, "dicom-uid-urn", WARNING, "wrong use of 'urn:oid:'",                                              \
      "FHIR R4, imagingstudy.html: the Study Instance UID is urn:oid: and the UID, with the system urn:dicom:uid")     \
    X(DICOM_UID_TWICE, "dicom-uid-twice", WARNING, "duplicate UID",                                                    \
      "DICOM PS3.5, section 9: every UID is unique; PS3.3, sections C.7.3.1 and C.12.1")                               \
    X(DICOM_NUMBER_TWICE, "dicom-number-twice", WARNING, "duplicate number",                                           \
      "DICOM PS3.3, sections C.7.3.1 (Series Number) and C.7.6.1 (Instance Number)")                                   \
    X(DICOM_SERIES_COUNT, "dicom-series-count", WARNING, "wrong number of series",                                     \
      "FHIR R4, ImagingStudy.numberOfSeries; DICOM PS3.4, section C.3.4")                                              \
    X(DICOM_INSTANCE_COUNT, "dicom-instance-count", WARNING, "wrong number of instances",                              \
      "FHIR R4, ImagingStudy.numberOfInstances; DICOM PS3.4, section C.3.4")                                           \
    X(DICOM_PARTIAL, "dicom-partial", NOTE, "partial list",                                                            \
      "FHIR R4, ImagingStudy.numberOfSeries and numberOfInstances may be more than is listed")                         \
    X(DICOM_MODALITY_LIST, "dicom-modality-list", WARNING, "different modalities of study and series",                 \
      "FHIR R4, ImagingStudy.modality: the acquisition modalities of its series; DICOM PS3.3, section C.7.3.1.1.1")    \
    X(DICOM_MODALITY_RETIRED, "dicom-modality-retired", WARNING, "retired modality",                                   \
      "DICOM PS3.3, section C.7.3.1.1.1: retired defined terms")                                                       \
    X(DICOM_MODALITY_NONE, "dicom-modality-none", WARNING, "unknown DICOM modality",                                   \
      "DICOM PS3.3, section C.7.3.1.1.1; PS3.16, CID 29 and CID 32")                                                   \
    X(DICOM_MODALITY_NEWER, "dicom-modality-newer", WARNING, "modality missing in the code list", "")                  \
    X(DICOM_SOP_CLASS_SYSTEM, "dicom-sop-class-system", WARNING, "wrong system of a SOP class",                        \
      "FHIR R4, ImagingStudy.series.instance.sopClass: system urn:ietf:rfc:3986, code urn:oid: and the UID")           \
    X(DICOM_SOP_CLASS_UNKNOWN, "dicom-sop-class-unknown", WARNING, "unknown SOP class", "DICOM PS3.4, section B.5")    \
    X(DICOM_SOP_CLASS_PRIVATE, "dicom-sop-class-private", NOTE, "private SOP class",                                   \
      "DICOM PS3.2, private SOP classes")                                                                              \
    X(DICOM_SOP_CLASS_RETIRED, "dicom-sop-class-retired", WARNING, "retired SOP class", "DICOM PS3.6, annex A")        \
    X(DICOM_SOP_CLASS_MODALITY, "dicom-sop-class-modality", WARNING, "SOP class of another modality",                  \
      "DICOM PS3.3, annex A: the modality that the object's definition allows")                                        \
    X(DICOM_STARTED, "dicom-started", WARNING, "series before the study",                                              \
      "DICOM PS3.3, sections C.7.2.1 (Study Date and Time) and C.7.3.1 (Series Date and Time)")                        \
    X(DICOM_LATERALITY, "dicom-laterality", WARNING, "laterality of an unpaired body site",                            \
      "DICOM PS3.3, section C.7.3.1 (Laterality); PS3.16, annex L")                                                    \
    X(DICOM_ACCESSION, "dicom-accession", WARNING, "accession number without type",                                    \
      "FHIR R4, imagingstudy.html: the Accession Number (0008,0050) has the type ACSN; DICOM PS3.3, section C.7.2.1")  \
    X(DICOM_ENDPOINT, "dicom-endpoint", WARNING, "endpoint without images",                                            \
      "FHIR R4, ImagingStudy.endpoint: services that provide the images, such as those of DICOM PS3.18")               \
    X(DICOM_BLANK, "dicom-blank", NOTE, "missing description or body site",                                            \
      "DICOM PS3.3, sections C.7.2.1 (Study Description) and C.7.3.1 (Series Description, Body Part Examined)")        \
    X(ARCHIVE_UID, "archive-uid", ERROR, "UID other than in the archive",                                              \
      "DICOM PS3.3, sections C.7.2.1, C.7.3.1 and C.12.1")                                                             \
    X(ARCHIVE_MISSING, "archive-missing", ERROR, "series or instance missing in the archive", "")                      \
    X(ARCHIVE_DUPLICATE, "archive-duplicate", ERROR, "series or instance listed more than once", "")                   \
    X(ARCHIVE_UNLISTED, "archive-unlisted", WARNING, "series or instance only in the archive", "")                     \
    X(ARCHIVE_COUNT, "archive-count", WARNING, "number other than in the archive", "DICOM PS3.4, section C.3.4")       \
    X(ARCHIVE_SOP_CLASS, "archive-sop-class", ERROR, "SOP class other than in the archive",                            \
      "DICOM PS3.3, section C.12.1: SOP Class UID (0008,0016)")                                                        \
    X(ARCHIVE_MODALITY, "archive-modality", ERROR, "modality other than in the archive",                               \
      "DICOM PS3.3, section C.7.3.1: Modality (0008,0060)")                                                            \
    X(ARCHIVE_NUMBER, "archive-number", WARNING, "series or instance number other than in the archive",                \
      "DICOM PS3.3, sections C.7.3.1 (Series Number) and C.7.6.1 (Instance Number)")                                   \
    X(ARCHIVE_STARTED, "archive-started", WARNING, "start other than in the archive",                                  \
      "DICOM PS3.3, sections C.7.2.1 (Study Date and Time), C.7.3.1 (Series Date and Time) and C.12.1 (Timezone "      \
      "Offset From UTC)")                                                                                              \
    X(ARCHIVE_DESCRIPTION, "archive-description", WARNING, "description other than in the archive",                    \
      "DICOM PS3.3, sections C.7.2.1 (Study Description) and C.7.3.1 (Series Description)")                            \
    X(ARCHIVE_BODY_SITE, "archive-body-site", WARNING, "body site or side other than in the archive",                  \
      "DICOM PS3.3, section C.7.3.1 (Body Part Examined, Laterality); PS3.16, annex L")                                \
    X(ARCHIVE_PATIENT, "archive-patient", ERROR, "patient other than in the archive", "DICOM PS3.3, section C.7.1.1")  \
    X(ARCHIVE_ACCESSION, "archive-accession", WARNING, "accession number other than in the archive",                   \
      "DICOM PS3.3, section C.7.2.1: Accession Number (0008,0050)")                                                    \
    X(ARCHIVE_LESS, "archive-less", NOTE, "value that only one side has", "")                                          \
    X(COMPARE_CHANGED, "compare-changed", WARNING, "value other than in the other file", "")                           \
    X(COMPARE_ADDED, "compare-added", WARNING, "value missing in the other file", "")                                  \
    X(COMPARE_MISSING, "compare-missing", WARNING, "value only in the other file", "")

/* Where a key has another severity, or stands on another rule: name, key, severity there, where that is, and the rule;
   "" where it is the key's own. Rows that follow the HL7 validator name their row of src/definitions/taken-over.tsv. */
#define KEY_CASES(X)                                                                                                   \
    X(VALUE_OF_OTHER_KIND, VALUE_RANGE, WARNING, "a quantity that perhaps cannot be compared", "")                     \
    X(EXAMPLE_LIKELY, EXAMPLE_URL, WARNING, "taken over: example-host-likely", "")                                     \
    X(FRAGMENT_CANONICAL, URL_FRAGMENT, ERROR, "in a canonical, or in the link of a narrative", "")                    \
    X(PROFILE_REQUIRED, PROFILE_MISSED, ERROR, "the profile is required, and no other issue explains the fault", "")   \
    X(PROFILE_NEAREST, PROFILE_MISSED, WARNING, "the profile is not required, and no other issue explains the fault",  \
      "")                                                                                                              \
    X(REFERENCE_MISWRITTEN, REFERENCE_BUNDLE, ERROR, "in a document, to an entry that is there", "")                   \
    X(REFERENCE_OUTWARD, REFERENCE_BUNDLE, NOTE, "in a document, to what may be elsewhere", "")                        \
    X(REFERENCE_NAMED, REFERENCE_TARGET, WARNING, "named by the reference alone; the target is elsewhere", "")         \
    X(SLICE_WITH_CANDIDATE, SLICE_REQUIRED, NOTE, "the issues of the only candidate are listed", "")                   \
    X(FULL_URL_TWICE, BUNDLE_FULL_URL, NOTE, "duplicate fullUrl; an invariant reports the fault", "")                  \
    X(ORPHAN_IN_MESSAGE, BUNDLE_ORPHAN, WARNING, "in a message", "")                                                   \
    X(BINDING_SERVED, BINDING_REQUIRED, WARNING, "taken over: binding-served", "")                                     \
    X(NO_CODE_EXTENSIBLE, BINDING_NO_CODE, WARNING, "the binding is extensible", "")                                   \
    X(RELATIVE_IN_CONCEPT, SYSTEM_RELATIVE, WARNING, "taken over: concept-system", "")                                 \
    X(HTTPS_IN_CONCEPT, SYSTEM_HTTPS, WARNING, "taken over: concept-system", "")                                       \
    X(INEXACT_IN_CONCEPT, SYSTEM_INEXACT, WARNING, "taken over: concept-system", "")                                   \
    X(INEXACT_UNKNOWN, SYSTEM_INEXACT, WARNING, "unknown system", "Coding.system: the URL of the code system")         \
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
      "FHIR R4, ImagingStudy.series.numberOfInstances may be more than is listed")                                     \
    X(ARCHIVE_PARTIAL, ARCHIVE_UNLISTED, NOTE, "the number of series or instances says that not all are listed", "")   \
    X(PATIENT_PART, ARCHIVE_PATIENT, WARNING, "one detail of the patient differs", "")

/* KEY_JSON_SYNTAX and so on: positions in the table; after them, that of all invariants. */
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
