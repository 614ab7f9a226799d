/* What a terminology service says of codes that are not known here (src/profile/term_service.h). */
#include "src/check/codes/code_judge.h"

void code_judge_ask(CodeJudge *judge, const TermService *service)
{
    judge->service = service;
}

Slice code_display_language(const Coded *coded, const CodedContext *context)
{
    return coded->display_language.length > 0 ? coded->display_language
           : context->language.length > 0     ? context->language
                                              : SLICE("en");
}

bool code_language_is_english(Slice language)
{
    Slice primary = slice_part(language, 0, slice_find(language, SLICE("-"), 0));
    return primary.length == 0 || slice_equals_ignoring_case(primary, SLICE("en"));
}

/* The verdict on a code with its display; of a Quantity the display is a unit, which is no display of the code. */
static TermAnswer answer_of(CodeJudge *judge, const Coded *coded, const CodedContext *context, Slice *right)
{
    const TermService *service = judge->service;
    Slice display = context->kind == CODED_QUANTITY ? (Slice){NULL, 0} : coded->display;
    TermAnswer answer = service->judge_code(service->context, coded->system, coded->code, display, right);
    judge->is_waiting = judge->is_waiting || answer == TERM_WAITING;
    return answer;
}

static void report_code(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    judge_detail(judge, "%.*s, by the terminology server", SLICE_ARGS(coded->system));
    judge_report(judge, context, KEY_CODE_UNKNOWN, CODED_CODE,
                 "Unknown code '" SHOWN "' in code system %.*s, by the terminology server.",
                 SHOWN_ARGS(shown_value(coded->code)), SLICE_ARGS(coded->system));
}

static void report_display(CodeJudge *judge, const Coded *coded, Slice right, const CodedContext *context)
{
    Slice language = code_display_language(coded, context);
    if (!code_language_is_english(language)) {
        judge_unchecked_display(context, language);
        return;
    }
    judge_detail(judge, "display of %.*s#%.*s: '%.*s', by the terminology server", SLICE_ARGS(coded->system),
                 SLICE_ARGS(coded->code), SLICE_ARGS(right));
    judge_report(judge, context, KEY_DISPLAY_WRONG, CODED_DISPLAY,
                 "Display '" SHOWN "' does not match code '" SHOWN "'. Expected: '%.*s'.",
                 SHOWN_ARGS(shown_value(coded->display)), SHOWN_ARGS(shown_value(coded->code)), SLICE_ARGS(right));
}

bool code_asks_service(CodeJudge *judge, const Coded *coded, bool display_only, const CodedContext *context)
{
    if (!judge->service || coded->code.length == 0) {
        return false;
    }
    Slice right;
    TermAnswer answer = answer_of(judge, coded, context, &right);
    bool is_of_version = coded->version.length > 0; /* which is not sent: a refusal may be due to it */
    if (answer == TERM_WRONG_DISPLAY && !is_of_version) {
        report_display(judge, coded, right, context);
    } else if (answer == TERM_WRONG && !is_of_version && !display_only) {
        report_code(judge, coded, context);
    } else {
        return answer == TERM_RIGHT || answer == TERM_WRONG_DISPLAY;
    }
    return true;
}

Membership code_ask_member(CodeJudge *judge, Slice value_set, BindingStrength strength, const Coded *coded,
                           const CodedContext *context, bool *is_settled)
{
    const TermService *service = judge->service;
    *is_settled = false;
    if (!service || coded->system.length == 0 || coded->code.length == 0) {
        return MEMBERSHIP_UNKNOWN;
    }
    const CodeSystem *system = rules_code_system(judge->rules, coded->system);
    Slice right;
    bool is_known = system && code_system_find(system, coded->code, NULL) == MEMBERSHIP_YES;
    *is_settled = !is_known && strength != BINDING_REQUIRED && coded->version.length == 0 &&
                  answer_of(judge, coded, context, &right) == TERM_WRONG;
    if (*is_settled) {
        return MEMBERSHIP_UNKNOWN;
    }
    TermAnswer answer = service->judge_member(service->context, value_set, coded->system, coded->code);
    judge->is_waiting = judge->is_waiting || answer == TERM_WAITING;
    if (answer == TERM_WRONG && coded->version.length == 0) {
        judge->is_by_service = true;
        return MEMBERSHIP_NO;
    }
    return answer == TERM_RIGHT ? MEMBERSHIP_YES : MEMBERSHIP_UNKNOWN;
}
