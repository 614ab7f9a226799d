/* `ipse fhirpath`: the value of an expression, for files or on its own. */
#include "src/base/ascii.h"
#include "src/check/evaluator.h"
#include "src/json/path.h"
#include "src/json/source.h"
#include "ui/cli/command.h"
#include "ui/cli/inputs.h"
#include "ui/cli/output/output.h"
#include "ui/cli/rule_options.h"
#include "ui/cli/rules/path_offers.h"
#include "ui/cli/settings.h"

/* One expression over all inputs. */
typedef struct Evaluation {
    const Arguments *arguments;
    const FhirpathProgram *program;
    Checker *checker;
    Evaluator *evaluator; /* of the input under way */
    bool is_json;
    bool has_trouble;
    bool has_faults; /* one of the inputs is no JSON */
    Text json;       /* the items of the input, with commas between */
    Output output;
    Remote remote;
} Evaluation;

/* The node that an item stands for: its own or, where only `_x` is there, that. NODE_NONE for computed values. */
static NodeId item_place(const FhirpathItem *item)
{
    if (item->kind != FHIRPATH_NODE) {
        return NODE_NONE;
    }
    return item->node != NODE_NONE ? item->node : item->sibling;
}

/* Appends a JSON value without the white space between its parts. */
static void append_compact(Text *text, Slice raw)
{
    bool is_string = false;
    for (size_t i = 0; i < raw.length; i++) {
        char byte = raw.bytes[i];
        if (byte == '"') {
            is_string = !is_string;
        }
        if (is_string || !ascii_is_json_white(byte)) {
            text_append_byte(text, byte);
        }
        if (is_string && byte == '\\' && i + 1 < raw.length) {
            text_append_byte(text, raw.bytes[++i]);
        }
    }
}

/* What an item says; of a complex value its JSON text. */
static void append_value(const Evaluation *evaluation, const FhirpathItem *item, Text *text)
{
    NodeId place = item_place(item);
    unsigned kind = place == NODE_NONE ? NODE_STRING : document_node(item->document, place)->kind;
    if (kind == NODE_OBJECT || kind == NODE_ARRAY) {
        append_compact(text, document_raw(item->document, place));
    } else {
        text_append(text, fhirpath_item_text(evaluator_context(evaluation->evaluator), item));
    }
}

/* Prints "FILE:LINE:COL: path = value", of a computed value "FILE: value". */
static void print_line(Evaluation *evaluation, const char *input, const FhirpathItem *item)
{
    Text text = TEXT_EMPTY;
    NodeId place = item_place(item);
    if (input) {
        output_visible(&evaluation->output, slice_from(input));
    }
    if (place != NODE_NONE) {
        Position position = document_position(item->document, document_node(item->document, place)->start);
        output_format(&evaluation->output, ":%u:%u: ", position.line, position.column);
        path_append(item->document, place, &text);
        output_path(&evaluation->output, text_slice(&text));
        output_text(&evaluation->output, SLICE(" = "));
        text_clear(&text);
    } else if (input) {
        output_text(&evaluation->output, SLICE(": "));
    }
    append_value(evaluation, item, &text);
    output_visible(&evaluation->output, text_slice(&text));
    output_text(&evaluation->output, SLICE("\n"));
    text_free(&text);
}

/* Appends the name of a type as FHIR writes it: "System.Boolean" is "boolean", "FHIR.HumanName" is "HumanName". */
static void append_type(Text *json, Slice type)
{
    size_t point = slice_find(type, SLICE("."), 0);
    Slice name = point == SIZE_MAX ? type : slice_part(type, point + 1, SIZE_MAX);
    Text text = TEXT_EMPTY;
    text_append(&text, name);
    bool is_primitive = slice_starts_with(type, SLICE("System.")) && !slice_equals(name, SLICE("Quantity"));
    if (is_primitive && slice_equals(name, SLICE("DateTime"))) {
        text_clear(&text);
        text_append(&text, SLICE("dateTime"));
    } else if (is_primitive && text.length > 0) {
        text.bytes[0] = ascii_lower(text.bytes[0]);
    }
    visible_append_json(json, text_slice(&text));
    text_free(&text);
}

static void append_json(Evaluation *evaluation, const FhirpathItem *item)
{
    Text *json = &evaluation->json;
    Text text = TEXT_EMPTY;
    text_append(json, json->length > 0 ? SLICE(",{\"type\":") : SLICE("{\"type\":"));
    append_type(json, fhirpath_item_type(evaluator_context(evaluation->evaluator), item));
    text_append(json, SLICE(",\"value\":"));
    append_value(evaluation, item, &text);
    visible_append_json(json, text_slice(&text));
    NodeId place = item_place(item);
    if (place != NODE_NONE) {
        text_clear(&text);
        path_append(item->document, place, &text);
        text_append(json, SLICE(",\"path\":"));
        visible_append_json(json, text_slice(&text));
    }
    text_append(json, SLICE("}"));
    text_free(&text);
}

/* Complains of an expression that cannot be evaluated for an input. */
static void complain_about(const char *input, const Error *error)
{
    Error whole;
    error_set(&whole, error->code, input, "%s%s%s", error->where, error->where[0] ? ": " : "", error->message);
    complain(&whole);
}

/* Reports where a text that is no JSON breaks first: the items come from what could be read all the same. */
static void complain_about_faults(Evaluation *evaluation, const char *input, const Document *document)
{
    if (document_fault_count(document) == 0) {
        return;
    }
    const SyntaxFault *fault = document_fault(document, 0);
    Position position = document_position(document, fault->offset);
    Error error;
    error_set(&error, ERROR_FORMAT, NULL, "%s:%u:%u: %s The expression was evaluated on the readable part.", input,
              position.line, position.column, document_fault_message(fault));
    complain(&error);
    evaluation->has_faults = true;
}

static void print_items(Evaluation *evaluation, const char *input, const FhirpathItems *items)
{
    for (size_t i = 0; i < items->count; i++) {
        if (evaluation->is_json) {
            append_json(evaluation, &items->items[i]);
        } else {
            print_line(evaluation, input, &items->items[i]);
        }
    }
}

/* Prints the array of an input's items, where JSON is wanted. */
static void print_array(Evaluation *evaluation)
{
    if (evaluation->is_json) {
        output_text(&evaluation->output, SLICE("["));
        output_json(&evaluation->output, text_slice(&evaluation->json));
        output_text(&evaluation->output, SLICE("]\n"));
        text_clear(&evaluation->json);
    }
}

/* Evaluates for one resource of the input. */
static void evaluate(Evaluation *evaluation, const char *input, NodeId resource)
{
    FhirpathItems items;
    Error error;
    if (evaluator_run(evaluation->evaluator, evaluation->program, resource, &items, &error)) {
        print_items(evaluation, input, &items);
    } else {
        complain_about(input, &error);
        evaluation->has_trouble = true;
    }
}

/* Evaluates for the resource of a document, of NDJSON for each line's; without a document for nothing. */
static void evaluate_document(Evaluation *evaluation, const char *input, const Document *document)
{
    evaluation->evaluator = evaluator_new(evaluation->checker, document);
    if (document && document_node(document, 0)->kind == NODE_LINES) {
        for (NodeId id = document_first_child(document, 0); id != NODE_NONE; id = document_next_sibling(document, id)) {
            evaluate(evaluation, input, id);
        }
    } else {
        evaluate(evaluation, input, document ? 0 : NODE_NONE);
    }
    print_array(evaluation);
    evaluator_free(evaluation->evaluator);
}

/* Evaluates for a document, which is freed; without one, the error is told. */
static void evaluate_and_free(Evaluation *evaluation, const char *input, Document *document, const Error *error)
{
    if (!document) {
        complain(error);
        evaluation->has_trouble = true;
        return;
    }
    complain_about_faults(evaluation, input, document);
    evaluate_document(evaluation, input, document);
    document_free(document);
}

static void evaluate_input(Evaluation *evaluation, const char *operand, const char *input)
{
    Error error;
    Document *document = source_open(operand, input, NULL, &error);
    evaluate_and_free(evaluation, input, document, &error);
}

/* As RemoteTake. */
static bool evaluate_resource(void *context, const char *name, Text *bytes)
{
    Evaluation *evaluation = context;
    Error error;
    evaluate_and_free(evaluation, name, document_take(bytes, name, &error), &error);
    return evaluation->output.failure == 0;
}

static void evaluate_operand(Evaluation *evaluation, const char *operand)
{
    FileList inputs = {0};
    Error error;
    if (remote_wants(operand)) {
        if (!remote_fetch(&evaluation->remote, operand, evaluate_resource, evaluation, &error)) {
            complain(&error);
            evaluation->has_trouble = true;
        }
        return;
    }
    evaluation->has_trouble = !inputs_expand(evaluation->arguments, operand, &inputs) || evaluation->has_trouble;
    for (size_t i = 0; i < inputs.count && evaluation->output.failure == 0; i++) {
        evaluate_input(evaluation, operand, inputs.names[i]);
    }
    file_list_free(&inputs);
}

/* Evaluates for everything that is named, on its own where nothing is. */
static int evaluate_all(const FhirpathProgram *program, const RuleOptions *chosen, const Arguments *arguments)
{
    const char *format = arguments_value(arguments, OPTION_VALUE_FORMAT);
    Evaluation evaluation = {.program = program,
                             .arguments = arguments,
                             .checker = checker_new(chosen->rules, &chosen->options, clock_system()),
                             .remote = settings_remote(arguments),
                             .is_json = format && strcmp(format, "json") == 0};
    for (size_t i = 1; i < arguments->operand_count; i++) {
        evaluate_operand(&evaluation, arguments->operands[i]);
    }
    if (arguments->operand_count == 1) {
        evaluate_document(&evaluation, NULL, NULL);
    }
    text_free(&evaluation.json);
    checker_free(evaluation.checker);
    remote_close(&evaluation.remote);
    int status = evaluation.has_trouble ? EXIT_TROUBLE : evaluation.has_faults ? EXIT_FOUND : EXIT_FINE;
    return output_close(&evaluation.output, status);
}

/* Prints how the expression goes on; a file that cannot be read changes nothing but what is known of its elements. */
static int print_offers(const Arguments *arguments)
{
    RuleOptions chosen;
    Error error;
    if (!rule_options_open(&chosen, arguments, &error)) {
        complain(&error);
        rule_options_close(&chosen);
        return EXIT_TROUBLE;
    }
    const char *name = arguments->operand_count > 1 ? arguments->operands[1] : "-";
    Document *document = strcmp(name, "-") == 0 ? NULL : source_open_file(name, name, NULL, NULL);
    Checker *checker = checker_new(chosen.rules, &chosen.options, clock_system());
    Output output = OUTPUT_EMPTY;
    path_offers_print(checker, document, slice_from(arguments->operands[0]), &output);
    checker_free(checker);
    document_free(document);
    rule_options_close(&chosen);
    return output_close(&output, EXIT_FINE);
}

static int run_fhirpath(const Arguments *arguments)
{
    if (arguments_has(arguments, OPTION_COMPLETE)) {
        return print_offers(arguments);
    }
    RuleOptions chosen;
    Error error;
    int status = EXIT_TROUBLE;
    FhirpathProgram *program = fhirpath_parse(slice_from(arguments->operands[0]), &error);
    bool is_ready = program && rule_options_open(&chosen, arguments, &error);
    if (is_ready) {
        status = evaluate_all(program, &chosen, arguments);
    } else {
        complain(&error);
    }
    if (program) {
        rule_options_close(&chosen);
    }
    fhirpath_free(program);
    return status;
}

const Command command_fhirpath = {
    .name = "fhirpath",
    .title = "ipse fhirpath",
    .operands = "EXPRESSION [FILE|FOLDER|-|URL…]",
    .operands_minimum = 1,
    .operands_maximum = OPERANDS_ANY,
    .has_expression = true,
    .summary = "print the result of a FHIRPath expression",
    .description =
        "Evaluates a FHIRPath expression for the resource of each file (NDJSON: of each line) and prints "
        "the items: FILE:LINE:COL: PATH = VALUE, or FILE: VALUE for computed values. With --format json: "
        "one line per file with an array of {type, value, path}. References are resolved within the file. "
        "Without files, the expression is evaluated without input. With --complete: how it can go on, as the "
        "completion of shells shows it.",
    .run = run_fhirpath,
};
