/*
 * Code judge: what the parts of src/check/codes/coded.h share. For them only.
 */
#ifndef IPSE_CHECK_CODE_JUDGE_H
#define IPSE_CHECK_CODE_JUDGE_H

#include "src/base/shown.h"
#include "src/base/text.h"
#include "src/check/codes/code_cache.h"

struct CodeJudge {
    const Rules *rules;
    Text message;
    Text detail;
    Text key;         /* of the memo */
    bool counts_only; /* as the handler of the value at hand */
    CodeMemo *memo;
    const TermService *service; /* NULL: none */
    bool is_waiting;            /* an answer about the value at hand is still to come: nothing of it is kept */
    bool is_by_service;         /* the service said that the value at hand is in no value set of a binding */
};

/* Writes the detail of the next issue. */
void judge_detail(CodeJudge *judge, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Hands an issue over; its detail is what judge_detail wrote since the last one, else the source in the table of keys.
 */
void judge_report(CodeJudge *judge, const CodedContext *context, KeyId key, CodedPart part, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* As judge_report where the key is not as its own row has it. */
void judge_report_in(CodeJudge *judge, const CodedContext *context, KeyId key, KeyCase in_case, CodedPart part,
                     const char *format, ...) __attribute__((format(printf, 6, 7)));

/* As judge_report_in with a message that was gathered in judge->message. */
void judge_report_gathered(CodeJudge *judge, const CodedContext *context, KeyId key, KeyCase in_case, CodedPart part);

/* Tells the handler that a code system or value set is not known here. */
void judge_unchecked(const CodedContext *context, Slice url, bool is_value_set);

/* Tells the handler that a display is in a language that cannot be checked. */
void judge_unchecked_display(const CodedContext *context, Slice language);

/* Asks the service about a code that is not known here, and reports what it finds; true where it answered. With
   `display_only` the code is known here, and its display is not. */
bool code_asks_service(CodeJudge *judge, const Coded *coded, bool display_only, const CodedContext *context);

/* Asks the service whether a code is in a value set; UNKNOWN where there is no answer. A code that its system has not
   got is reported elsewhere, and in the set of a binding that is not required nobody asks for it: `is_settled`, and
   UNKNOWN. */
Membership code_ask_member(CodeJudge *judge, Slice value_set, BindingStrength strength, const Coded *coded,
                           const CodedContext *context, bool *is_settled);

/* True for tags of English, or none. */
bool code_language_is_english(Slice language);

/* The language of a display. */
Slice code_display_language(const Coded *coded, const CodedContext *context);

/* Finds the coding whose system is what keeps its code out of the value set of a binding. */
WrongSystem code_find_wrong_system(CodeJudge *judge, const Element *const *elements, uint32_t count,
                                   const Coded *codings, uint32_t coding_count);

/* Reports that the system of a coding is not the expected one. */
void code_report_system(CodeJudge *judge, const Coded *coded, KeyCase in_case, const CodedContext *context);

/* True where code_judge_value reports the system of a coding: it is missing, malformed, unknown or without the code. */
bool code_reports_system(const CodeJudge *judge, const Coded *coded);

/* Reports where a code of a system that cannot be looked up has not the form of the system's codes. */
void judge_form_of(CodeJudge *judge, Slice system, Slice code, CodedPart part, const CodedContext *context);

#endif
