/*
 * Binding: is a value one of those that the element is bound to? The element's own binding comes first, then those of
 * its additional bindings that judge (maximum, required, extensible, preferred).
 */
#include "src/check/codes/code_judge.h"
#include "src/profile/terms/system_name.h"

#include <stdint.h>

enum { LISTED_MAXIMUM = 8 };

/* One binding to judge by. */
typedef struct CodeBinding {
    BindingStrength strength;
    bool is_maximum; /* the outermost value set of an extensible binding */
    Slice url;
    const ValueSet *set; /* NULL where it is not known */
} CodeBinding;

static CodeBinding binding_of(const CodeJudge *judge, BindingStrength strength, Slice url)
{
    return (CodeBinding){.strength = strength, .url = url, .set = rules_value_set(judge->rules, url)};
}

/* The strength that the purpose of an additional binding amounts to; BINDING_NONE where it judges nothing. */
static BindingStrength purpose_strength(Slice purpose)
{
    static const struct {
        Slice purpose;
        BindingStrength strength;
    } strengths[] = {
        {SLICE("maximum"), BINDING_REQUIRED},
        {SLICE("required"), BINDING_REQUIRED},
        {SLICE("extensible"), BINDING_EXTENSIBLE},
        {SLICE("preferred"), BINDING_PREFERRED},
    };
    for (size_t i = 0; i < sizeof strengths / sizeof *strengths; i++) {
        if (slice_equals(purpose, strengths[i].purpose)) {
            return strengths[i].strength;
        }
    }
    return BINDING_NONE;
}

/* The binding at a position: 0 is the element's own, the others are its additional ones. Strength BINDING_NONE where it
   judges nothing: a maximum counts only where the element's own binding is extensible. */
static CodeBinding binding_at(const CodeJudge *judge, const Element *element, uint32_t position)
{
    BindingStrength own = element_binding_strength(element);
    if (position == 0) {
        return binding_of(judge, own, element_binding_value_set(element));
    }
    Slice purpose = element_additional_binding_purpose(element, position - 1);
    BindingStrength strength = purpose_strength(purpose);
    bool is_maximum = slice_equals(purpose, SLICE("maximum"));
    if (strength == BINDING_NONE || (is_maximum && own != BINDING_EXTENSIBLE)) {
        return (CodeBinding){.strength = BINDING_NONE};
    }
    CodeBinding binding = binding_of(judge, strength, element_additional_binding_value_set(element, position - 1));
    binding.is_maximum = is_maximum;
    return binding;
}

static uint32_t binding_count(const Element *element)
{
    return element_additional_binding_count(element) + 1;
}

static KeyId key_of(const CodeBinding *binding)
{
    static const KeyId keys[] = {
        [BINDING_PREFERRED] = KEY_BINDING_PREFERRED,
        [BINDING_EXTENSIBLE] = KEY_BINDING_EXTENSIBLE,
        [BINDING_REQUIRED] = KEY_BINDING_REQUIRED,
    };
    return keys[binding->strength];
}

/* True for bindings of which something can be said: at least preferred, and to a value set. */
static bool can_judge(const CodeBinding *binding)
{
    return binding->strength >= BINDING_PREFERRED && binding->url.length > 0;
}

/* The strengths of bindings as FHIR names them. */
static const char *const strengths[] = {
    [BINDING_PREFERRED] = "preferred", [BINDING_EXTENSIBLE] = "extensible", [BINDING_REQUIRED] = "required"};

static void detail_of(CodeJudge *judge, const CodeBinding *binding)
{

    judge_detail(judge, "%s binding to %.*s", binding->is_maximum ? "maximum" : strengths[binding->strength],
                 SLICE_ARGS(binding->url));
}

/* The codes that a value set allows, so many as a sentence can name. */
typedef struct Allowed {
    Text *message;
    unsigned looked_at;
} Allowed;

static bool list_allowed(void *context, const Concept *concept)
{
    Allowed *allowed = context;
    if (allowed->looked_at < LISTED_MAXIMUM) {
        text_append(allowed->message, allowed->looked_at ? SLICE(", ") : SLICE(" Allowed: "));
        text_append(allowed->message, concept->code);
    }
    return ++allowed->looked_at <= LISTED_MAXIMUM;
}

/* Adds to the message which codes a value set allows, and a suggestion. */
static void append_allowed(CodeJudge *judge, const CodeBinding *binding, Slice code)
{
    if (judge->counts_only || !binding->set) {
        return;
    }
    Allowed allowed = {.message = &judge->message};
    Slice similar = value_set_similar(judge->rules, binding->set, code);
    value_set_visit(judge->rules, binding->set, list_allowed, &allowed);
    if (allowed.looked_at > LISTED_MAXIMUM) {
        text_append(&judge->message, SLICE(" and others"));
    }
    if (allowed.looked_at > 0) {
        text_append(&judge->message, SLICE("."));
    }
    if (similar.length > 0) {
        text_format(&judge->message, " Similar code: '%.*s'.", SLICE_ARGS(similar));
    }
}

/* What a sentence calls the set of a binding. */
static Slice set_name(const CodeBinding *binding)
{
    return binding->set ? value_set_name(binding->set) : binding->url;
}

/* Starts the message that something is not in the value set of a binding; `value` in quotes begins it. */
static void start_message(CodeJudge *judge, const CodeBinding *binding, Slice value)
{
    Slice name = set_name(binding);
    text_clear(&judge->message);
    if (judge->counts_only) {
        return;
    }
    text_format(&judge->message, "'" SHOWN "' is not ", SHOWN_ARGS(shown_value(value)));
    if (binding->strength == BINDING_REQUIRED) {
        text_format(&judge->message, "in the required value set '%.*s'.", SLICE_ARGS(name));
    } else if (binding->strength == BINDING_EXTENSIBLE) {
        text_format(&judge->message, "in the extensible value set '%.*s'. Use a code of the value set if one fits.",
                    SLICE_ARGS(name));
    } else {
        text_format(&judge->message, "in the preferred value set '%.*s'.", SLICE_ARGS(name));
    }
}

/* ---- code, string, uri ---- */

/* Reports that a required element has no code. */
static void report_no_code(CodeJudge *judge, const CodeBinding *binding, const CodedContext *context)
{
    detail_of(judge, binding);
    judge_report(judge, context, KEY_BINDING_NO_CODE, CODED_WHOLE,
                 "Code is missing. Expected: a code from value set '%.*s'.", SLICE_ARGS(value_set_name(binding->set)));
}

static void judge_code(CodeJudge *judge, const CodeBinding *binding, Slice code, const CodedContext *context)
{
    UnknownTerms unknown = {.url = {NULL, 0}};
    Membership membership = value_set_contains(judge->rules, binding->set, (Slice){NULL, 0}, code, NULL, &unknown);
    if (membership == MEMBERSHIP_UNKNOWN) {
        judge_unchecked(context, unknown.url, unknown.is_value_set);
        judge_form_of(judge, unknown.url, code, CODED_WHOLE, context);
    } else if (membership == MEMBERSHIP_NO) {
        start_message(judge, binding, code);
        append_allowed(judge, binding, code);
        detail_of(judge, binding);
        judge_report_gathered(judge, context, key_of(binding), CASE_NONE, CODED_WHOLE);
    }
}

void code_judge_code_binding(CodeJudge *judge, const Element *element, Slice code, const CodedContext *context)
{
    for (uint32_t i = 0; i < binding_count(element); i++) {
        CodeBinding binding = binding_at(judge, element, i);
        if (!can_judge(&binding)) {
            continue;
        }
        if (!binding.set) {
            judge_unchecked(context, binding.url, true);
        } else if (!code.bytes) {
            if (binding.strength == BINDING_REQUIRED) {
                report_no_code(judge, &binding, context);
            }
        } else {
            judge_code(judge, &binding, code, context);
        }
    }
}

/* ---- Coding and Quantity ---- */

/* True where a version of the system is asked for that is not known: then membership is not known either. */
static bool has_unknown_version(const CodeJudge *judge, const Coded *coded)
{
    if (coded->version.length == 0 || coded->system.length == 0) {
        return false;
    }
    const CodeSystem *system = rules_code_system(judge->rules, coded->system);
    return system && !code_system_has_version(system, coded->version);
}

/* True where the system has no such code, which is said of the value itself and need not be said twice. */
static bool has_unknown_code(const CodeJudge *judge, const Coded *coded)
{
    const CodeSystem *system = rules_code_system(judge->rules, coded->system);
    return system && code_system_find(system, coded->code, NULL) == MEMBERSHIP_NO;
}

/* Is the value in the set of a binding? A value without a system is in none. */
static Membership membership_of(CodeJudge *judge, const CodeBinding *binding, const Coded *coded,
                                const CodedContext *context)
{
    if (coded->code.length == 0 || coded->system.length == 0) {
        return MEMBERSHIP_NO;
    }
    if (has_unknown_version(judge, coded)) {
        return MEMBERSHIP_UNKNOWN;
    }
    if (binding->strength != BINDING_REQUIRED && has_unknown_code(judge, coded)) {
        return MEMBERSHIP_UNKNOWN;
    }
    UnknownTerms unknown = {.url = {NULL, 0}};
    Membership membership = value_set_contains(judge->rules, binding->set, coded->system, coded->code, NULL, &unknown);
    bool is_settled = false;
    if (membership == MEMBERSHIP_UNKNOWN) {
        membership = code_ask_member(judge, binding->url, binding->strength, coded, context, &is_settled);
    }
    if (membership == MEMBERSHIP_UNKNOWN && !is_settled) {
        judge_unchecked(context, unknown.url, unknown.is_value_set);
    }
    return membership;
}

/* The same of a binding whose set is not known here, of which a service may know. */
static Membership membership_elsewhere(CodeJudge *judge, const CodeBinding *binding, const Coded *codings,
                                       uint32_t count, const CodedContext *context)
{
    Membership all = count > 0 ? MEMBERSHIP_NO : MEMBERSHIP_UNKNOWN;
    bool is_unchecked = count == 0;
    for (uint32_t i = 0; i < count && all != MEMBERSHIP_YES; i++) {
        bool is_settled;
        Membership one = code_ask_member(judge, binding->url, binding->strength, &codings[i], context, &is_settled);
        all = one == MEMBERSHIP_NO ? all : one == MEMBERSHIP_YES ? one : MEMBERSHIP_UNKNOWN;
        is_unchecked = is_unchecked || (one == MEMBERSHIP_UNKNOWN && !is_settled);
    }
    if (is_unchecked && all != MEMBERSHIP_YES) {
        judge_unchecked(context, binding->url, true);
    }
    return all;
}

/* ---- systems that are wrong ---- */

/* The system in which the set of a binding has the code of a coding that states another one; empty if there is no such
   system. */
static Slice expected_system(const CodeJudge *judge, const CodeBinding *binding, const Coded *coded)
{
    Concept concept = {.system = {NULL, 0}};
    bool is_elsewhere = coded->code.length > 0 && value_set_contains(judge->rules, binding->set, (Slice){NULL, 0},
                                                                     coded->code, &concept, NULL) == MEMBERSHIP_YES;
    return is_elsewhere && !slice_equals(concept.system, coded->system) ? concept.system : (Slice){NULL, 0};
}

/* Finds the coding with a wrong system by one binding: none of the codings is in its set. */
static WrongSystem wrong_system_by(const CodeJudge *judge, const CodeBinding *binding, const Coded *codings,
                                   uint32_t count)
{
    WrongSystem wrong = {.strength = binding->strength};
    for (uint32_t i = 0; i < count; i++) {
        bool is_in = codings[i].system.length > 0 && (has_unknown_version(judge, &codings[i]) ||
                                                      value_set_contains(judge->rules, binding->set, codings[i].system,
                                                                         codings[i].code, NULL, NULL) != MEMBERSHIP_NO);
        if (is_in) {
            return (WrongSystem){.strength = BINDING_NONE};
        }
        if (wrong.expected.length == 0) {
            wrong.expected = expected_system(judge, binding, &codings[i]);
            wrong.position = i;
        }
    }
    return wrong;
}

WrongSystem code_find_wrong_system(CodeJudge *judge, const Element *const *elements, uint32_t count,
                                   const Coded *codings, uint32_t coding_count)
{
    WrongSystem worst = {.strength = BINDING_NONE};
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < binding_count(elements[i]); k++) {
            CodeBinding binding = binding_at(judge, elements[i], k);
            if (can_judge(&binding) && binding.set && binding.strength > worst.strength) {
                WrongSystem wrong = wrong_system_by(judge, &binding, codings, coding_count);
                worst = wrong.expected.length > 0 ? wrong : worst;
            }
        }
    }
    return worst;
}

static KeyCase wrong_system_case(const CodeBinding *binding)
{
    return binding->strength == BINDING_REQUIRED     ? CASE_NONE
           : binding->strength == BINDING_EXTENSIBLE ? CASE_WRONG_EXTENSIBLE
                                                     : CASE_WRONG_PREFERRED;
}

/* Reports the system of a coding in place of its code, if the code is right in another system; true where the system is
   reported, here or with the value itself. */
static bool reports_wrong_system(CodeJudge *judge, const CodeBinding *binding, const Coded *codings,
                                 const CodedContext *context)
{
    const WrongSystem *wrong = &context->wrong_system;
    if (wrong->expected.length == 0) {
        return false;
    }
    const Coded *coded = &codings[wrong->position];
    if (!code_reports_system(judge, coded) && wrong->strength == binding->strength) {
        CodedContext whole = *context;
        whole.position = wrong->position;
        detail_of(judge, binding);
        code_report_system(judge, coded, wrong_system_case(binding), &whole);
    }
    return true;
}

/* The case of a coding that is not in the set of a binding: of a system of which not all codes are known it may be. */
static KeyCase coding_case(const CodeJudge *judge, const CodeBinding *binding, const Coded *coded)
{
    bool is_doubtful =
        !judge->is_by_service && binding->strength == BINDING_REQUIRED && system_name_is_served(coded->system);
    return is_doubtful ? CASE_BINDING_SERVED : CASE_NONE;
}

static void judge_coding(CodeJudge *judge, const CodeBinding *binding, const Coded *coded, const CodedContext *context)
{
    if (coded->code.length == 0 || (coded->system.length == 0 && binding->strength != BINDING_REQUIRED)) {
        return;
    }
    judge->is_by_service = false;
    bool is_member = (binding->set ? membership_of(judge, binding, coded, context)
                                   : membership_elsewhere(judge, binding, coded, 1, context)) != MEMBERSHIP_NO;
    if (!is_member && !reports_wrong_system(judge, binding, coded, context)) {
        start_message(judge, binding, coded->code);
        if (binding->strength == BINDING_REQUIRED) {
            append_allowed(judge, binding, coded->code);
        }
        detail_of(judge, binding);
        judge_report_gathered(judge, context, key_of(binding), coding_case(judge, binding, coded), CODED_WHOLE);
    }
}

void code_judge_coding_binding(CodeJudge *judge, const Element *element, const Coded *coded,
                               const CodedContext *context)
{
    judge->counts_only = context->handler->counts_only;
    for (uint32_t i = 0; i < binding_count(element); i++) {
        CodeBinding binding = binding_at(judge, element, i);
        if (!can_judge(&binding)) {
            continue;
        }
        if (!binding.set && !judge->service) {
            judge_unchecked(context, binding.url, true);
        } else {
            judge_coding(judge, &binding, coded, context);
        }
    }
}

/* ---- CodeableConcept ---- */

/* The codings as a sentence names them. */
static void append_codings(Text *message, const Coded *codings, uint32_t count)
{
    for (uint32_t i = 0; i < count && i < LISTED_MAXIMUM; i++) {
        Slice code = codings[i].code.length > 0 ? codings[i].code : SLICE("(no code)");
        text_format(message, "%s'" SHOWN "'", i ? ", " : "", SHOWN_ARGS(shown_value(code)));
    }
}

/* Reports that a concept has no coding with a code where its binding asks for one. */
static void report_no_coding(CodeJudge *judge, const CodeBinding *binding, const CodedContext *context)
{
    if (binding->strength == BINDING_PREFERRED) {
        return;
    }
    bool is_required = binding->strength == BINDING_REQUIRED;
    detail_of(judge, binding);
    judge_report_in(judge, context, KEY_BINDING_NO_CODE, is_required ? CASE_NONE : CASE_NO_CODE_EXTENSIBLE, CODED_WHOLE,
                    "Code is missing. Expected: a code from value set '%.*s'%s.", SLICE_ARGS(set_name(binding)),
                    is_required ? "" : ", if one fits");
}

/* Gathers the message that none of the codings is in the set of a binding. */
static void gather_codings(CodeJudge *judge, const CodeBinding *binding, const Coded *codings, uint32_t count)
{
    Slice name = set_name(binding);
    bool is_extensible = binding->strength == BINDING_EXTENSIBLE;
    text_append(&judge->message, count > 1 ? SLICE("None of the codes ") : SLICE("Code "));
    append_codings(&judge->message, codings, count);
    text_format(&judge->message, " is %sin the %s value set '%.*s'.%s", count > 1 ? "" : "not ",
                strengths[binding->strength], SLICE_ARGS(name),
                is_extensible ? " Use a code of the value set if one fits." : "");
    if (binding->strength == BINDING_REQUIRED) {
        append_allowed(judge, binding, codings[0].code);
    }
}

/* Reports that none of the codings is in the set of a binding, or that none has a code. */
static void report_concept(CodeJudge *judge, const CodeBinding *binding, const Coded *codings, uint32_t count,
                           const CodedContext *context)
{
    bool has_code = false;
    for (uint32_t i = 0; i < count; i++) {
        has_code |= codings[i].code.length > 0;
    }
    if (!has_code) {
        report_no_coding(judge, binding, context);
        return;
    }
    text_clear(&judge->message);
    if (!judge->counts_only) {
        gather_codings(judge, binding, codings, count);
    }
    detail_of(judge, binding);
    judge_report_gathered(judge, context, key_of(binding), CASE_NONE, CODED_WHOLE);
}

/* Judges the codings of a concept by a binding: one of them must be in the value set. */
static void judge_concept(CodeJudge *judge, const CodeBinding *binding, const Coded *codings, uint32_t count,
                          const CodedContext *context)
{
    if (count == 0) {
        report_no_coding(judge, binding, context);
        return;
    }
    bool is_unknown = false;
    for (uint32_t i = 0; i < count; i++) {
        Membership membership = membership_of(judge, binding, &codings[i], context);
        if (membership == MEMBERSHIP_YES) {
            return;
        }
        is_unknown = is_unknown || membership == MEMBERSHIP_UNKNOWN;
    }
    if (!is_unknown && !reports_wrong_system(judge, binding, codings, context)) {
        report_concept(judge, binding, codings, count, context);
    }
}

void code_judge_concept_binding(CodeJudge *judge, const Element *element, const Coded *codings, uint32_t count,
                                const CodedContext *context)
{
    CodedContext whole = *context;
    whole.position = CODED_CONCEPT;
    for (uint32_t i = 0; i < binding_count(element); i++) {
        CodeBinding binding = binding_at(judge, element, i);
        if (!can_judge(&binding)) {
            continue;
        }
        if (!binding.set) {
            if (membership_elsewhere(judge, &binding, codings, count, &whole) == MEMBERSHIP_NO) {
                report_concept(judge, &binding, codings, count, &whole);
            }
        } else {
            judge_concept(judge, &binding, codings, count, &whole);
        }
    }
}
