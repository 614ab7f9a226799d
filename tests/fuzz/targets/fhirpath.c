/*
 * FHIRPath: an expression, a byte 0xFF, and a document for which it is evaluated (none: one of a few). The answer is
 * the same a second time.
 */
#include "src/check/evaluator.h"
#include "tests/support/fuzz.h"

#define DOCUMENT                                                                                                       \
    "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"fullUrl\":\"http://a.test/Patient/p\","        \
    "\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\",\"birthDate\":\"1970-01-01\",\"_birthDate\":{\"id\":"     \
    "\"b\"},"                                                                                                          \
    "\"name\":[{\"family\":\"B\",\"given\":[\"C\",\"D\"]}],\"multipleBirthInteger\":2}},{\"resource\":"                \
    "{\"resourceType\":\"Observation\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/p\"},"                \
    "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"8480-6\"}]},"                                   \
    "\"valueQuantity\":{\"value\":1.50,\"unit\":\"mg\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg\"}}}]}"

/* Evaluates, and appends what comes of it. */
static void append_answer(Evaluator *evaluator, const FhirpathProgram *program, Text *text)
{
    FhirpathItems items;
    Error error = {0};
    if (!evaluator_run(evaluator, program, 0, &items, &error)) {
        text_format(text, "%s: %s", error.where, error.message);
        return;
    }
    for (size_t i = 0; i < items.count; i++) {
        text_append(text, fhirpath_item_type(evaluator_context(evaluator), &items.items[i]));
        text_append_byte(text, ' ');
        text_append(text, fhirpath_item_text(evaluator_context(evaluator), &items.items[i]));
        text_append_byte(text, '\n');
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Slice rest = slice_make((const char *)data, size);
    Slice expression = fuzz_take_part(&rest);
    Error error = {0};
    FhirpathProgram *program = fhirpath_parse(expression, &error);
    fuzz_require(program || error.message[0], "no sentence says why the expression cannot be read");
    if (!program) {
        return 0;
    }
    fhirpath_looks_beyond(program);
    fhirpath_asks_targets_for_type_only(program);
    fhirpath_check_patterns(program, NULL);
    Document *document = document_new(rest.length ? rest : SLICE(DOCUMENT), "fuzz.json", NULL);
    Evaluator *evaluator = evaluator_new(fuzz_checker(), document);
    Text first = TEXT_EMPTY, second = TEXT_EMPTY;
    append_answer(evaluator, program, &first);
    append_answer(evaluator, program, &second);
    fuzz_require(slice_equals(text_slice(&first), text_slice(&second)), "another answer the second time: %.*s, %.*s",
                 SLICE_ARGS(text_slice(&first)), SLICE_ARGS(text_slice(&second)));
    text_free(&first);
    text_free(&second);
    evaluator_free(evaluator);
    document_free(document);
    fhirpath_free(program);
    return 0;
}
