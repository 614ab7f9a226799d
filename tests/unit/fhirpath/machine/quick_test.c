/* Quick looks: what they tell is what an evaluation gives, and they tell the shapes that most invariants have. */
#include "src/base/clock.h"
#include "src/fhirpath/machine/quick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *const expressions[] = {
    "hasValue() or (children().count() > id.count())",
    "text.`div`.exists()",
    "contained.contained.empty()",
    "contained.meta.versionId.empty() and contained.meta.lastUpdated.empty()",
    "value.exists() or component.exists() or reason.exists()",
    "component.exists() implies (component.value.exists() or component.reason.exists())",
    "value.empty() or component.code.where(coding.exists()).empty()",
    "start.hasValue().not() or end.hasValue().not() or (start <= end)",
    "entry.reference.exists() xor value.exists()",
    "value.count() > 1",
    "value",
    "value.exists().not()",
    "value.contains('b').not()",
    "value.startsWith('a') or value.endsWith('c')",
    "value = 'abc'",
    "value != 'abc'",
    "value != start",
    "text.div = 'x' implies value.exists()",
    "value.exists() != text.exists()",
    "value.exists() = (value = 'abc')",
    "value.hasValue() and value.empty().not()",
    "value",
    "value or text.exists()",
    "component.where(value.exists()).exists()",
    "component.where(value.exists()).code.empty()",
    "component.where(value = 'a' and code.exists()).empty()",
    "component.exists(value = 'a')",
    "component.all(value = 'a' or code.exists())",
    "component.all(value.exists() = (%resource.value = 'abc'))",
    "component.all(value.exists() = (%resource.value = 'abc' or %resource.start = 'abc'))",
    "where(value = 'abc').empty()",
    "component.first().value.exists()",
    "component.tail().where(value.exists()).empty()",
    "component.value = 'a'",
    "component.code.coding.where(code = 'x').exists() implies value.exists()",
    "component.first().is(Patient)",
    "$this.value.exists()",
    "component.where($this.value.exists()).empty()",
    "component.count() > 1",
    "component.where(value.exists()).select(value & code.text).isDistinct()",
    "component.select(code.text & value).isDistinct()",
    "component.select(value).isDistinct() and value.exists()",
    "component.select(value)",
    "value & start = 'abc'",
};

static const char *const inputs[] = {
    "{}",
    "{\"id\": \"1\"}",
    "{\"id\": \"1\", \"value\": 2}",
    "{\"resourceType\": \"Patient\"}",
    "{\"value\": null}",
    "{\"value\": []}",
    "{\"value\": [null, 1]}",
    "{\"value\": [[1]]}",
    "{\"value\": {}}",
    "{\"value\": true}",
    "{\"value\": false}",
    "{\"valueString\": \"x\"}",
    "{\"_value\": {\"id\": \"1\"}}",
    "{\"v\\u0061lue\": 1}",
    "{\"valueless\": 1}",
    "{\"value\": 1, \"value\": null}",
    "{\"text\": {\"div\": \"<div/>\"}}",
    "{\"text\": {\"status\": \"empty\"}}",
    "{\"text\": [{\"div\": null}, {\"div\": \"x\"}]}",
    "{\"text\": 1}",
    "{\"contained\": [{\"id\": \"a\"}, {\"contained\": [{\"id\": \"b\"}]}]}",
    "{\"contained\": [{\"meta\": {\"versionId\": \"1\"}}]}",
    "{\"contained\": [1, {\"meta\": {}}]}",
    "{\"component\": [{\"value\": 1}]}",
    "{\"component\": [{\"code\": {\"coding\": [{\"code\": \"x\"}]}}], \"value\": 1}",
    "{\"start\": \"2020-01-01\"}",
    "{\"start\": \"2020-01-01\", \"end\": \"2019-01-01\"}",
    "{\"entry\": [{\"reference\": \"a\"}, {}]}",
    "{\"value\": \"abc\"}",
    ("{\"value\": \"abc\", \"component\": [{\"value\": \"a\"}, {\"value\": \"a\", \"code\": {\"coding\": [{\"code\": "
     "\"x\"}]}}]}"),
    "{\"component\": [{\"value\": \"a\"}, {\"code\": {\"text\": \"x\"}}, {\"value\": true}]}",
    "{\"component\": [{\"value\": [\"a\", \"b\"]}, {\"_value\": {\"id\": \"x\"}}]}",
    "{\"component\": [null, {\"value\": \"a\"}]}",
    "{\"component\": [{\"resourceType\": \"Patient\"}, {\"code\": {\"text\": \"x\"}}]}",
    "{\"component\": {\"value\": \"a\"}}",
    "{\"value\": \"abc\", \"start\": \"abc\"}",
    "{\"value\": \"\"}",
    "{\"value\": \"\\u0061bc\"}",
    "{\"value\": [\"abc\"]}",
    "{\"value\": [\"abc\", \"b\"], \"text\": {\"div\": \"x\"}}",
    "{\"text\": [{\"div\": \"x\"}]}",
    "{\"text\": [{\"div\": \"x\"}, {\"div\": \"y\"}]}",
    "{\"value\": \"2020\", \"start\": \"2020\"}",
    "{\"valueString\": \"abc\", \"valueless\": 1}",
    "\"text\"",
    "\"\"",
    "null",
    "17",
};

/* The truth that the machine finds, without a quick look: as items, of which there may be one. False where it fails. */
static bool find_truth(FhirpathContext *context, const FhirpathProgram *program, const FhirpathInput *input,
                       bool *truth)
{
    FhirpathItems items;
    bool is_done = fhirpath_evaluate(context, program, input, &items, NULL) && items.count <= 1;
    bool is_boolean = is_done && items.count == 1 && items.items[0].kind == FHIRPATH_BOOLEAN;
    *truth = is_boolean && items.items[0].truth;
    return is_done && (items.count == 0 || is_boolean);
}

static void test_quick_agrees(void **state)
{
    (void)state;
    FhirpathContext *context = fhirpath_context_new(NULL, clock_system());
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
        FhirpathProgram *program = fhirpath_parse(slice_from(expressions[i]), NULL);
        for (size_t k = 0; k < sizeof inputs / sizeof *inputs; k++) {
            Document *document = document_new(slice_from(inputs[k]), "input.json", NULL);
            FhirpathInput input = {.has_focus = true, .focus = fhirpath_item(context, document, 0, NULL)};
            input.resource = input.focus;
            bool quick = false, slow = false;
            if (quick_truth(context, program, &(QuickInput){&input.focus, 0, NULL}, &quick)) {
                bool is_known = find_truth(context, program, &input, &slow);
                if (!is_known || quick != slow) {
                    print_error("%s of %s: quick %d, slow %d\n", expressions[i], inputs[k], quick, slow);
                }
                assert_true(is_known);
                assert_int_equal(quick, slow);
            }
            fhirpath_reset(context);
            document_free(document);
        }
        fhirpath_free(program);
    }
    fhirpath_context_free(context);
}

static bool decides(const char *expression, const char *text)
{
    FhirpathContext *context = fhirpath_context_new(NULL, clock_system());
    FhirpathProgram *program = fhirpath_parse(slice_from(expression), NULL);
    Document *document = document_new(slice_from(text), "input.json", NULL);
    FhirpathItem focus = fhirpath_item(context, document, 0, NULL);
    bool truth, is_decided = quick_truth(context, program, &(QuickInput){&focus, 0, NULL}, &truth);
    document_free(document);
    fhirpath_free(program);
    fhirpath_context_free(context);
    return is_decided;
}

static void test_quick_decides(void **state)
{
    (void)state;
    assert_true(decides(expressions[0], "{\"id\": \"1\", \"value\": 2}"));
    assert_true(decides(expressions[0], "\"text\""));
    assert_true(decides(expressions[1], "{\"text\": {\"div\": \"<div/>\"}}"));
    assert_true(decides(expressions[2], "{\"status\": \"final\"}"));
    assert_true(decides(expressions[6], "{\"value\": 1}"));
    assert_true(decides(expressions[7], "{\"end\": \"2020\"}"));
    assert_true(decides("value.contains('/_history/').not()", "{\"value\": \"http://example.org/1\"}"));
    assert_true(decides("value = 'abc'", "{\"value\": \"abd\"}"));
    assert_true(decides("start.exists() != value.exists()", "{\"value\": \"abd\"}"));
    const char *components = "{\"component\": [{\"value\": \"a\", \"code\": \"x\"}, {\"value\": \"b\"}]}";
    assert_true(decides("component.where(value = 'a').empty()", components));
    assert_true(decides("component.all(code.exists() = (%resource.value = 'abc'))", components));
    assert_true(decides("component.tail().where(value.exists()).code.exists()", components));
    assert_true(decides("where(component.exists()).empty()", components));
    assert_true(decides("component.select(value & start).isDistinct()", components));
    assert_false(decides("component.value = 'a'", components));
    assert_false(decides("component.select(value).isDistinct()", components));
    assert_true(decides("value = start", "{\"value\": \"2020-01\", \"start\": \"2020-01\"}"));
    assert_false(decides("value = start", "{\"value\": \"2020-01\", \"start\": \"2020\"}"));
    assert_false(decides("value = 'abc'", "{\"value\": [\"abc\", \"abc\"]}"));
    assert_false(decides(expressions[4], "{\"valueString\": \"x\"}"));
    assert_false(decides(expressions[7], "{\"start\": \"2020\", \"end\": \"2021\"}"));
}

/* The model knows of one choice, whatever the type: "value". */
static bool has_one_choice(void *self, FhirpathType parent, Slice name)
{
    (void)self;
    (void)parent;
    return slice_equals(name, SLICE("value"));
}

/* What an expression is of a text whose type is known, with a member that is supposed in the root (NULL: none): "yes",
   "no" or "unknown". */
static const char *tell(const char *expression, const char *text, const char *supposed)
{
    const FhirpathModel model = {.is_choice = has_one_choice};
    const QuickSupposition supposition = {.object = 0, .name = supposed ? slice_from(supposed) : SLICE("")};
    FhirpathContext *context = fhirpath_context_new(&model, clock_system());
    FhirpathProgram *program = fhirpath_parse(slice_from(expression), NULL);
    Document *document = document_new(slice_from(text), "input.json", NULL);
    FhirpathItem focus = fhirpath_item(context, document, 0, &model); /* any type */
    bool truth = false;
    bool is_decided = quick_truth(context, program, &(QuickInput){&focus, 0, supposed ? &supposition : NULL}, &truth);
    document_free(document);
    fhirpath_free(program);
    fhirpath_context_free(context);
    return !is_decided ? "unknown" : truth ? "yes" : "no";
}

static void test_quick_knows_choices(void **state)
{
    (void)state;
    assert_string_equal(tell("value.exists()", "{\"valueString\": \"x\"}", NULL), "yes");
    assert_string_equal(tell("value = 'x'", "{\"valueString\": \"x\"}", NULL), "yes");
    assert_string_equal(tell("code.exists()", "{\"codeFilter\": \"x\"}", NULL), "no");
    assert_string_equal(tell("value.exists()", "{\"valueString\": \"x\", \"valueCode\": \"x\"}", NULL), "unknown");
    assert_string_equal(tell("value.exists()", "{\"_valueString\": {\"id\": \"x\"}}", NULL), "unknown");
    assert_string_equal(tell("a.value.exists()", "{\"a\": {\"valueString\": \"x\"}}", NULL), "unknown");
}

static void test_quick_supposes(void **state)
{
    (void)state;
    assert_string_equal(tell("a.exists() and b.empty()", "{\"a\": 1}", NULL), "yes");
    assert_string_equal(tell("a.exists() and b.empty()", "{\"a\": 1}", "b"), "no");
    assert_string_equal(tell("a.exists() or b.c.exists()", "{}", "b"), "unknown");
    assert_string_equal(tell("b = 'x'", "{}", "b"), "unknown");
    assert_string_equal(tell("a.b.exists()", "{\"a\": {\"c\": 1}}", "b"), "no");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quick_agrees),
        cmocka_unit_test(test_quick_decides),
        cmocka_unit_test(test_quick_knows_choices),
        cmocka_unit_test(test_quick_supposes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
