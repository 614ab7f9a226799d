/* Code judge: how findings are worded and handed over. */
#include "src/check/codes/code_judge.h"

#include "src/base/memory.h"
#include "src/base/systems.h"
#include "src/profile/facts/code_syntax.h"

#include <stdlib.h>

CodeJudge *code_judge_new(const Rules *rules)
{
    CodeJudge *judge = memory_allocate_zeroed(1, sizeof *judge);
    judge->rules = rules;
    judge->memo = code_memo_new();
    return judge;
}

void code_judge_free(CodeJudge *judge)
{
    if (judge) {
        text_free(&judge->message);
        text_free(&judge->detail);
        text_free(&judge->key);
        code_memo_free(judge->memo);
        free(judge);
    }
}

void judge_detail(CodeJudge *judge, const char *format, ...)
{
    text_clear(&judge->detail);
    if (judge->counts_only) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&judge->detail, format, arguments);
    va_end(arguments);
}

/* Hands an issue over, and forgets what was gathered for it. */
__attribute__((format(printf, 6, 0))) static void hand_over(CodeJudge *judge, const CodedContext *context, KeyId key,
                                                            KeyCase in_case, CodedPart part, const char *format,
                                                            va_list arguments)
{
    const CodedHandler *handler = context->handler;
    IssueForm form = {.key = key,
                      .in_case = in_case,
                      .node = handler->node_of(handler->context, context->position, part),
                      .detail = text_slice(&judge->detail)};
    handler->issues.take(handler->issues.context, &form, format, arguments);
    text_clear(&judge->message);
    text_clear(&judge->detail);
}

void judge_report_in(CodeJudge *judge, const CodedContext *context, KeyId key, KeyCase in_case, CodedPart part,
                     const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    hand_over(judge, context, key, in_case, part, format, arguments);
    va_end(arguments);
}

void judge_report(CodeJudge *judge, const CodedContext *context, KeyId key, CodedPart part, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    hand_over(judge, context, key, CASE_NONE, part, format, arguments);
    va_end(arguments);
}

void judge_report_gathered(CodeJudge *judge, const CodedContext *context, KeyId key, KeyCase in_case, CodedPart part)
{
    judge_report_in(judge, context, key, in_case, part, "%.*s", SLICE_ARGS(text_slice(&judge->message)));
}

void judge_unchecked(const CodedContext *context, Slice url, bool is_value_set)
{
    /* The grammar of UCUM tells all its codes. */
    bool is_checked = !is_value_set && slice_equals(url, SLICE(SYSTEM_UCUM));
    if (context->handler->unchecked && !is_checked) {
        context->handler->unchecked(context->handler->context, url, is_value_set);
    }
}

void judge_unchecked_display(const CodedContext *context, Slice language)
{
    if (context->handler->unchecked_display) {
        context->handler->unchecked_display(context->handler->context, language);
    }
}

void judge_form_of(CodeJudge *judge, Slice system, Slice code, CodedPart part, const CodedContext *context)
{
    const CodeSyntax *syntax = code.length > 0 ? code_syntax_find(system) : NULL;
    const char *fault = syntax ? syntax->fault(code) : NULL;
    if (fault) {
        judge_detail(judge, "%.*s", SLICE_ARGS(syntax->system));
        judge_report(judge, context, KEY_CODE_SYNTAX, part, "'" SHOWN "' is not a valid %s: %s.",
                     SHOWN_ARGS(shown_value(code)), syntax->noun, fault);
    }
}
