/*
 * Keys: the one table of everything that an issue can be about.
 *
 * A key is the stable name of a kind of finding: people filter by it, `ipse explain KEY` prints its text
 * (src/definitions/explain.yaml), fixes hang on it. Invariants have the keys of their definitions ("ele-1") and are not
 * listed here.
 */
#ifndef IPSE_CHECK_KEYS_H
#define IPSE_CHECK_KEYS_H

#include "src/check/report.h"

/* Name, key, severity that it mostly has, and a title of a few words. */
#define CHECK_KEYS(X)                                                                                                  \
    X(JSON_SYNTAX, "json-syntax", ERROR, "not valid JSON")                                                             \
    X(BYTE_ORDER_MARK, "byte-order-mark", NOTE, "byte order mark")                                                     \
    X(RESOURCE_TYPE, "resource-type", ERROR, "no known type of resource")                                              \
    X(JSON_KIND, "json-kind", ERROR, "another kind of JSON value")                                                     \
    X(UNKNOWN_PROPERTY, "unknown-property", ERROR, "unknown property")                                                 \
    X(OTHER_RELEASE, "other-release", NOTE, "the shape of another release of FHIR")                                    \
    X(DUPLICATE_PROPERTY, "duplicate-property", ERROR, "the same property twice")                                      \
    X(SECOND_CHOICE, "second-choice", ERROR, "two types for one element")                                              \
    X(CHOICE_TYPE, "choice-type", ERROR, "a type that the profile does not allow")                                     \
    X(EMPTY_OBJECT, "empty-object", ERROR, "an object without content")                                                \
    X(ARRAY_LENGTHS, "array-lengths", WARNING, "more extensions than values")                                          \
    X(EMPTY_ARRAY, "empty-array", ERROR, "an array without items")                                                     \
    X(EMPTY_STRING, "empty-string", ERROR, "an empty text")                                                            \
    X(NULL_IN_ARRAY, "null-in-array", ERROR, "null in an array")                                                       \
    X(REQUIRED, "required", ERROR, "a required element is missing")                                                    \
    X(TOO_MANY, "too-many", ERROR, "more than allowed")                                                                \
    X(GAP, "gap", NOTE, "an element that a Creator is obliged to fill")                                                \
    X(FORMAT, "format", ERROR, "not written as its type demands")                                                      \
    X(VALUE_RANGE, "value-range", ERROR, "a number or time out of range")                                              \
    X(DECIMAL_LONG, "decimal-long", WARNING, "more digits than programs keep")                                         \
    X(DATE_UNLIKELY, "date-unlikely", WARNING, "an unlikely year")                                                     \
    X(STRING_SPACE, "string-space", WARNING, "space around a text")                                                    \
    X(BLANK_STRING, "blank-string", WARNING, "nothing but space")                                                      \
    X(BASE64_SPACE, "base64-space", WARNING, "space in base64")                                                        \
    X(CONTROL_CHARACTER, "control-character", WARNING, "a control character")                                          \
    X(LONE_SURROGATE, "lone-surrogate", ERROR, "half of a surrogate pair")                                             \
    X(DIRECTION_CONTROL, "direction-control", WARNING, "an unclosed change of direction")                              \
    X(HTML_IN_STRING, "html-in-string", NOTE, "markup in a plain text")                                                \
    X(EXAMPLE_URL, "example-url", ERROR, "an address that is only for examples")                                       \
    X(OID_BRANCH, "oid-branch", WARNING, "object identifier of an authority")                                          \
    X(URL_UNKNOWN, "url-unknown", ERROR, "an address of HL7 that does not exist")                                      \
    X(URL_FRAGMENT, "url-fragment", WARNING, "an address that leads to nothing in the resource")                       \
    X(TOO_LONG, "too-long", ERROR, "longer than allowed")                                                              \
    X(FIXED_VALUE, "fixed-value", ERROR, "not the value that is prescribed")                                           \
    X(PATTERN_VALUE, "pattern-value", ERROR, "not of the pattern that is prescribed")                                  \
    X(INVARIANT_UNABLE, "invariant-unable", NOTE, "an invariant that was not evaluated")                               \
    X(ID_MISSING, "id-missing", ERROR, "a contained resource without id")                                              \
    X(ID_LENGTH, "id-length", ERROR, "an id that is too long")                                                         \
    X(ID_CHARACTERS, "id-characters", ERROR, "an id with characters that are not allowed")                             \
    X(ID_EXTENDED, "id-extended", ERROR, "an id with an extension")                                                    \
    X(DUPLICATE_ID, "duplicate-id", ERROR, "the same id twice")                                                        \
    X(DUPLICATE_LABEL, "duplicate-label", ERROR, "the same security label twice")                                      \
    X(CONTAINED_ID, "contained-id", ERROR, "contained resources with the same id")                                     \
    X(CONTAINED_ORPHAN, "contained-orphan", ERROR, "a contained resource that nothing refers to")                      \
    X(PROFILE_UNKNOWN, "profile-unknown", NOTE, "a profile that is not known here")                                    \
    X(PROFILE_TYPE, "profile-type", ERROR, "a profile for another type")                                               \
    X(PROFILE_MISMATCH, "profile-mismatch", ERROR, "conforms to none of the profiles")                                 \
    X(PROFILE_MISSED, "profile-missed", NOTE, "a resource that matches no slice")                                      \
    X(REFERENCE_FORM, "reference-form", ERROR, "not written as a reference")                                           \
    X(REFERENCE_CONTAINED, "reference-contained", ERROR, "a reference to nothing in contained")                        \
    X(REFERENCE_BUNDLE, "reference-bundle", WARNING, "a reference to nothing in the Bundle")                           \
    X(REFERENCE_AMBIGUOUS, "reference-ambiguous", ERROR, "a reference that leads to several entries")                  \
    X(REFERENCE_BASE, "reference-base", ERROR, "a relative reference without a base")                                  \
    X(REFERENCE_TARGET, "reference-target", ERROR, "a reference to a type that is not allowed")                        \
    X(REFERENCE_TYPE, "reference-type", ERROR, "a reference that states another type")                                 \
    X(REFERENCE_PROFILE, "reference-profile", ERROR, "a reference to what does not conform")                           \
    X(REFERENCE_AGGREGATION, "reference-aggregation", ERROR, "a reference to the wrong place")                         \
    X(REFERENCE_EMPTY, "reference-empty", WARNING, "a reference that says nothing")                                    \
    X(EXTENSION_URL, "extension-url", ERROR, "an extension without an absolute url")                                   \
    X(EXTENSION_UNKNOWN, "extension-unknown", ERROR, "an unknown extension")                                           \
    X(EXTENSION_PART, "extension-part", ERROR, "an unknown part of an extension")                                      \
    X(EXTENSION_CONTEXT, "extension-context", ERROR, "an extension in the wrong place")                                \
    X(EXTENSION_MODIFIER, "extension-modifier", ERROR, "modifierExtension and extension mistaken")                     \
    X(EXTENSION_TYPE, "extension-type", ERROR, "an extension with a value of another type")                            \
    X(EXTENSION_VERSION, "extension-version", ERROR, "an extension url with a version")                                \
    X(SLICE_REQUIRED, "slice-required", ERROR, "a required part is missing")                                           \
    X(SLICE_TOO_MANY, "slice-too-many", ERROR, "more of a part than allowed")                                          \
    X(SLICE_CLOSED, "slice-closed", ERROR, "an item that is none of the allowed parts")                                \
    X(SLICE_ORDER, "slice-order", ERROR, "parts out of order")                                                         \
    X(IDENTIFIER_SYSTEM, "identifier-system", ERROR, "an identifier whose system is no address")                       \
    X(IDENTIFIER_URI, "identifier-uri", ERROR, "an identifier whose value is no URI")                                  \
    X(ATTACHMENT_EMPTY, "attachment-empty", WARNING, "an attachment without content")                                  \
    X(ATTACHMENT_SIZE, "attachment-size", ERROR, "an attachment of another size")                                      \
    X(ATTACHMENT_HASH, "attachment-hash", ERROR, "an attachment with another hash")                                    \
    X(BUNDLE_EMPTY, "bundle-empty", ERROR, "a document without entries")                                               \
    X(BUNDLE_FIRST, "bundle-first", ERROR, "a document or message that does not begin as it must")                     \
    X(BUNDLE_FULL_URL, "bundle-full-url", ERROR, "an entry without a fullUrl that fits")                               \
    X(BUNDLE_NOT_FOUND, "bundle-not-found", ERROR, "a document without what its Composition names")                    \
    X(BUNDLE_FRAGMENT, "bundle-fragment", ERROR, "an address of no place, or of several")                              \
    X(BUNDLE_ORPHAN, "bundle-orphan", ERROR, "an entry that nothing leads to")                                         \
    X(BUNDLE_REVERSE, "bundle-reverse", WARNING, "an entry that is reached backwards only")                            \
    X(BUNDLE_LINK, "bundle-link", ERROR, "a link that is not allowed here")                                            \
    X(BUNDLE_SEARCH_MODE, "bundle-search-mode", WARNING, "results without search mode")                                \
    X(BUNDLE_RESULT, "bundle-result", ERROR, "a result of a search that is none")                                      \
    X(NOT_CHECKED, "not-checked", NOTE, "what could not be checked here")                                              \
    X(BINDING_REQUIRED, "binding-required", ERROR, "a code that is not allowed")                                       \
    X(BINDING_EXTENSIBLE, "binding-extensible", WARNING, "a code from outside the value set")                          \
    X(BINDING_PREFERRED, "binding-preferred", NOTE, "a code that is not recommended")                                  \
    X(BINDING_NO_CODE, "binding-no-code", ERROR, "no code where one is needed")                                        \
    X(CODE_UNKNOWN, "code-unknown", ERROR, "a code that does not exist")                                               \
    X(CODE_INACTIVE, "code-inactive", WARNING, "a code out of use")                                                    \
    X(CODE_ABSTRACT, "code-abstract", ERROR, "a code that only groups others")                                         \
    X(CODE_CASE, "code-case", NOTE, "a code in other capitals")                                                        \
    X(CODE_SYNTAX, "code-syntax", ERROR, "a code of the wrong form")                                                   \
    X(DISPLAY_WRONG, "display-wrong", ERROR, "a name that is not the code's")                                          \
    X(LANGUAGE_BROKEN, "language-broken", ERROR, "a language that is none")                                            \
    X(SYSTEM_MISSING, "system-missing", WARNING, "a code without its system")                                          \
    X(SYSTEM_RELATIVE, "system-relative", ERROR, "a system that is no address")                                        \
    X(SYSTEM_HTTPS, "system-https", ERROR, "a system with https")                                                      \
    X(SYSTEM_INEXACT, "system-inexact", ERROR, "a system that is almost right")                                        \
    X(SYSTEM_WRONG, "system-wrong", ERROR, "a code of another code system")                                            \
    X(SYSTEM_VALUE_SET, "system-value-set", ERROR, "a value set in place of a system")                                 \
    X(SYSTEM_VERSION, "system-version", WARNING, "an unknown version of a system")                                     \
    X(CODE_REPLACED, "code-replaced", WARNING, "a code of a withdrawn system")                                         \
    X(SYSTEM_UNKNOWN, "system-unknown", ERROR, "an unknown system of HL7")                                             \
    X(UCUM_ANNOTATION, "ucum-annotation", WARNING, "a unit with a remark in it")                                       \
    X(NARRATIVE_MALFORMED, "narrative-malformed", ERROR, "a narrative that is no XHTML")                               \
    X(NARRATIVE_UNCLOSED, "narrative-unclosed", ERROR, "an element of the narrative that is not closed")               \
    X(NARRATIVE_ROOT, "narrative-root", ERROR, "a narrative that is no div")                                           \
    X(NARRATIVE_NAMESPACE, "narrative-namespace", ERROR, "a narrative without its namespace")                          \
    X(NARRATIVE_ELEMENT, "narrative-element", ERROR, "an element that narratives may not use")                         \
    X(NARRATIVE_ATTRIBUTE, "narrative-attribute", ERROR, "an attribute that narratives may not use")                   \
    X(NARRATIVE_ENTITY, "narrative-entity", ERROR, "an entity that XHTML does not know")                               \
    X(NARRATIVE_CONSTRUCT, "narrative-construct", ERROR, "a declaration inside the narrative")                         \
    X(NARRATIVE_NESTING, "narrative-nesting", ERROR, "elements wrongly nested")                                        \
    X(NARRATIVE_EMPTY, "narrative-empty", ERROR, "a narrative with nothing to read")                                   \
    X(NARRATIVE_LINK, "narrative-link", ERROR, "a link that leads nowhere")                                            \
    X(TEXT_LINK, "text-link", ERROR, "a part of a narrative that is not there")                                        \
    X(NARRATIVE_URL, "narrative-url", ERROR, "an address that is not allowed")                                         \
    X(NARRATIVE_DUPLICATE_ID, "narrative-duplicate-id", WARNING, "the same id twice in the narrative")                 \
    X(NARRATIVE_LANGUAGE, "narrative-language", WARNING, "languages that do not agree")                                \
    X(NARRATIVE_SPACE, "narrative-space", NOTE, "xml:space in the narrative")                                          \
    X(DICOM_STUDY_UID, "dicom-study-uid", WARNING, "no study instance UID")                                            \
    X(DICOM_STUDY_UIDS, "dicom-study-uids", WARNING, "several study instance UIDs")                                    \
    X(DICOM_STUDY_TWICE, "dicom-study-twice", WARNING, "the same study twice")                                         \
    X(DICOM_UID_SYNTAX, "dicom-uid-syntax", WARNING, "no DICOM UID")                                                   \
    X(DICOM_UID_URN, "dicom-uid-urn", WARNING, "urn:oid: too much or too little")                                      \
    X(DICOM_UID_TWICE, "dicom-uid-twice", WARNING, "the same UID twice")                                               \
    X(DICOM_NUMBER_TWICE, "dicom-number-twice", WARNING, "the same number twice")                                      \
    X(DICOM_SERIES_COUNT, "dicom-series-count", WARNING, "another number of series")                                   \
    X(DICOM_INSTANCE_COUNT, "dicom-instance-count", WARNING, "another number of instances")                            \
    X(DICOM_PARTIAL, "dicom-partial", NOTE, "a study that is listed in part")                                          \
    X(DICOM_MODALITY_LIST, "dicom-modality-list", WARNING, "modalities of study and series do not agree")              \
    X(DICOM_MODALITY_RETIRED, "dicom-modality-retired", WARNING, "a modality that DICOM retired")                      \
    X(DICOM_MODALITY_NONE, "dicom-modality-none", WARNING, "no modality of DICOM")                                     \
    X(DICOM_MODALITY_NEWER, "dicom-modality-newer", WARNING, "a modality newer than FHIR R4")                          \
    X(DICOM_SOP_CLASS_SYSTEM, "dicom-sop-class-system", WARNING, "a SOP class in another system")                      \
    X(DICOM_SOP_CLASS_UNKNOWN, "dicom-sop-class-unknown", WARNING, "an unknown SOP class")                             \
    X(DICOM_SOP_CLASS_PRIVATE, "dicom-sop-class-private", NOTE, "a private SOP class")                                 \
    X(DICOM_SOP_CLASS_RETIRED, "dicom-sop-class-retired", WARNING, "a SOP class that DICOM retired")                   \
    X(DICOM_SOP_CLASS_MODALITY, "dicom-sop-class-modality", WARNING, "SOP class and modality do not agree")            \
    X(DICOM_STARTED, "dicom-started", WARNING, "a series before its study")                                            \
    X(DICOM_LATERALITY, "dicom-laterality", WARNING, "a side where there is none")                                     \
    X(DICOM_ACCESSION, "dicom-accession", WARNING, "an accession number without its type")                             \
    X(DICOM_ENDPOINT, "dicom-endpoint", WARNING, "an endpoint that serves no images")                                  \
    X(DICOM_BLANK, "dicom-blank", NOTE, "a name that is left blank")

/* KEY_JSON_SYNTAX and so on: positions in the table. */
typedef enum KeyId {
#define X(name, key, severity, title) KEY_##name,
    CHECK_KEYS(X)
#undef X
        KEY_COUNT
} KeyId;

typedef struct Key {
    const char *key;
    Severity severity;
    const char *title;
} Key;

const Key *key_at(KeyId id);

/* The row of a key by its name; KEY_COUNT where there is none. */
KeyId key_find(const char *key);

#endif
