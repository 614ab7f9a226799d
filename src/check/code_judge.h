/*
 * Code judge: what the parts of src/check/coded.h share. For them only.
 */
#ifndef IPSE_CHECK_CODE_JUDGE_H
#define IPSE_CHECK_CODE_JUDGE_H

#include "src/base/text.h"
#include "src/check/code_memo.h"

struct CodeJudge {
    const Rules *rules;
    Text message;
    Text detail;
    Text key;         /* of the memo */
    bool is_wordless; /* as the handler of the value at hand */
    CodeMemo *memo;
};

/* Starts the detail of the next finding. */
void judge_detail(CodeJudge *judge, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Hands a finding over; its detail is what judge_detail wrote since the last one. */
void judge_say(CodeJudge *judge, const CodedContext *context, const char *key, Severity severity, CodedPart part,
               const char *format, ...) __attribute__((format(printf, 6, 7)));

/* As judge_say with a message that was gathered in judge->message. */
void judge_say_gathered(CodeJudge *judge, const CodedContext *context, const char *key, Severity severity,
                        CodedPart part);

/* Tells the handler that a code system or value set is not known here. */
void judge_unchecked(const CodedContext *context, Slice url, bool is_value_set);

/* At most the first 100 bytes of what a document says, cut before a character. */
Slice judge_shown(Slice text);

/* True when the resource's language is no language tag: then the reference refuses to judge any code in it. */
bool judge_language_is_broken(const CodedContext *context);

/* Says that a value cannot be judged because of the resource's language. */
void judge_say_language(CodeJudge *judge, const CodedContext *context, Slice code);

/* Says where a code of a system that cannot be looked up has not the form of the system's codes. */
void judge_form_of(CodeJudge *judge, Slice system, Slice code, CodedPart part, const CodedContext *context);

#endif
