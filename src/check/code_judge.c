/* Code judge: how findings are worded and handed over. */
#include "src/check/code_judge.h"

#include "src/base/memory.h"
#include "src/base/utf8.h"
#include "src/profile/code_syntax.h"
#include "src/profile/language_tag.h"

#include <stdlib.h>

enum { SHOWN_MAXIMUM = 100 };

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

Slice judge_shown(Slice text)
{
    return utf8_beginning(text, SHOWN_MAXIMUM);
}

void judge_detail(CodeJudge *judge, const char *format, ...)
{
    text_clear(&judge->detail);
    if (judge->is_wordless) {
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    text_format_list(&judge->detail, format, arguments);
    va_end(arguments);
}

void judge_say_gathered(CodeJudge *judge, const CodedContext *context, const char *key, Severity severity,
                        CodedPart part)
{
    CodedFinding finding = {
        .key = key,
        .severity = severity,
        .position = context->position,
        .part = part,
        .message = text_slice(&judge->message),
        .detail = text_slice(&judge->detail),
    };
    context->handler->finding(context->handler->context, &finding);
    text_clear(&judge->message);
    text_clear(&judge->detail);
}

void judge_say(CodeJudge *judge, const CodedContext *context, const char *key, Severity severity, CodedPart part,
               const char *format, ...)
{
    text_clear(&judge->message);
    va_list arguments;
    va_start(arguments, format);
    if (!judge->is_wordless) {
        text_format_list(&judge->message, format, arguments);
    }
    va_end(arguments);
    judge_say_gathered(judge, context, key, severity, part);
}

void judge_unchecked(const CodedContext *context, Slice url, bool is_value_set)
{
    if (context->handler->unchecked) {
        context->handler->unchecked(context->handler->context, url, is_value_set);
    }
}

bool judge_language_is_broken(const CodedContext *context)
{
    return context->language.length > 0 && language_tag_fault(context->language) != NULL;
}

void judge_say_language(CodeJudge *judge, const CodedContext *context, Slice code)
{
    judge_detail(judge, "Resource.language: a tag of BCP 47");
    if (slice_equals(code, context->language)) {
        judge_say(judge, context, "language-broken", SEVERITY_ERROR, CODED_WHOLE, "'%.*s' is no language tag: %s.",
                  SLICE_ARGS(judge_shown(code)), language_tag_fault(code));
        return;
    }
    judge_say(judge, context, "language-broken", SEVERITY_ERROR, CODED_WHOLE,
              "'%.*s' cannot be judged, because the language of this resource, '%.*s', is no language tag (as en or "
              "de-AT are). Mend the language first.",
              SLICE_ARGS(judge_shown(code)), SLICE_ARGS(judge_shown(context->language)));
}

void judge_form_of(CodeJudge *judge, Slice system, Slice code, CodedPart part, const CodedContext *context)
{
    const CodeSyntax *syntax = code.length > 0 ? code_syntax_find(system) : NULL;
    const char *fault = syntax ? syntax->fault(code) : NULL;
    if (fault) {
        judge_detail(judge, "%.*s", SLICE_ARGS(syntax->system));
        judge_say(judge, context, "code-syntax", SEVERITY_WARNING, part, "'%.*s' is no %s: %s.",
                  SLICE_ARGS(judge_shown(code)), syntax->noun, fault);
    }
}
