/*
 * Definitions as JSON: a StructureDefinition, ValueSet, CodeSystem, or Bundle of them, a byte 0xFF, and a document that
 * is judged by what was taken in (none: a small study).
 */
#include "tests/support/fuzz.h"

enum { PROFILES_MAXIMUM = 8 };

#define STUDY                                                                                                          \
    "{\"resourceType\":\"ImagingStudy\",\"id\":\"s\",\"status\":\"available\",\"subject\":{\"reference\":\"Patient/"   \
    "p\"},"                                                                                                            \
    "\"identifier\":[{\"system\":\"urn:dicom:uid\",\"value\":\"urn:oid:1.2.3\"}],\"started\":\"2020-01-01\","          \
    "\"series\":[{\"uid\":\"1.2.3.4\",\"modality\":{\"system\":\"http://dicom.nema.org/resources/ontology/DCM\","      \
    "\"code\":\"CT\"},\"instance\":[{\"uid\":\"1.2.3.4.5\",\"sopClass\":{\"system\":\"urn:ietf:rfc:3986\","            \
    "\"code\":\"urn:oid:1.2.840.10008.5.1.4.1.1.2\"}}]}]}"

/* Judges the document by one profile, and asks for what could be added. */
static void judge(const Rules *rules, Slice profile, const Document *document)
{
    Checker *checker = checker_new(rules, &(CheckOptions){.profile = profile}, fuzz_clock());
    report_free(check_document(checker, document));
    for (NodeId id = 0; id < document_count(document); id++) {
        ChildRule children[8];
        const Element *elements[8];
        check_children(checker, document, id, children, 8);
        uint32_t count = check_elements(checker, document, id, elements, 8);
        Text sign = TEXT_EMPTY;
        for (uint32_t i = 0; i < count && i < 8; i++) {
            checker_append_sign(checker, elements[i], &sign);
        }
        text_free(&sign);
    }
    checker_free(checker);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Slice rest = slice_make((const char *)data, size);
    Slice text = fuzz_take_part(&rest);
    Rules *rules = rules_new();
    uint32_t built_in = rules_structure_count(rules);
    Error error = {0};
    bool is_taken = rules_add_text(rules, "fuzz.json", text, &error);
    fuzz_require(is_taken || error.message[0], "no sentence says why nothing was taken in");
    for (uint32_t i = 0; i < rules_problem_count(rules); i++) {
        fuzz_require(rules_problem(rules, i)->message[0], "a problem without a sentence");
    }
    Document *document = document_new(rest.length ? rest : SLICE(STUDY), "fuzz.json", NULL);
    uint32_t count = rules_structure_count(rules);
    for (uint32_t i = 0; is_taken && i < count && i < count - built_in && i < PROFILES_MAXIMUM; i++) {
        judge(rules, structure_url(rules_structure_at(rules, i)), document);
        judge(rules, structure_url(rules_structure_at(rules, count - 1 - i)), document);
    }
    judge(rules, SLICE(""), document);
    document_free(document);
    rules_free(rules);
    return 0;
}
