/*
 * Coding: a coded value judged in itself. The questions come in an order, and the first that fails ends it: is there a
 * system, is it one, is it known, has it the code, is the display one of the code's.
 */
#include "src/base/systems.h"
#include "src/check/codes/code_judge.h"
#include "src/fhirpath/value/ucum.h"
#include "src/profile/facts/dicom.h"
#include "src/profile/facts/hl7_url.h"
#include "src/profile/facts/identifier_syntax.h"
#include "src/profile/facts/replaced_code.h"
#include "src/profile/terms/system_name.h"

#include <stdint.h>

/* The system in which a binding has the code of the value; empty where it is not known. */
static Slice expected_system(const CodedContext *context)
{
    bool is_meant = context->kind != CODED_IN_CONCEPT || context->wrong_system.position == context->position;
    return is_meant ? context->wrong_system.expected : (Slice){NULL, 0};
}

/* taken over: concept-system. The case of a system that is wrong in itself; in a CodeableConcept a required binding may
   fail because of it. */
static KeyCase in_concept(const CodedContext *context, KeyCase mild)
{
    bool is_required = expected_system(context).length > 0 && context->wrong_system.strength == BINDING_REQUIRED;
    return context->kind != CODED_IN_CONCEPT || is_required ? CASE_NONE : mild;
}

/* Reports https: where the system is known with http:. */
static bool reports_https(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    Slice system = coded->system;
    if (!slice_starts_with(system, SLICE("https://")) || system.length > 500) {
        return false;
    }
    Text plain = TEXT_EMPTY;
    text_append(&plain, SLICE("http"));
    text_append(&plain, slice_part(system, 5, system.length));
    const CodeSystem *named = rules_code_system(judge->rules, text_slice(&plain));
    bool is_known = named || system_name_is_served(text_slice(&plain));
    Concept concept;
    bool is_other = named && coded->code.length > 0 && code_system_find(named, coded->code, &concept) == MEMBERSHIP_NO;
    if (is_known && context && is_other) {
        Shown code = shown_value(coded->code);
        judge_report_in(judge, context, KEY_SYSTEM_HTTPS, in_concept(context, CASE_HTTPS_IN_CONCEPT), CODED_WHOLE,
                        "System must begin with http:, not https:. That system has no code '" SHOWN
                        "'. Correct system and code.",
                        SHOWN_ARGS(code));
    } else if (is_known && context) {
        judge_report_in(judge, context, KEY_SYSTEM_HTTPS, in_concept(context, CASE_HTTPS_IN_CONCEPT), CODED_WHOLE,
                        "System must begin with http:, not https:. Expected: '%.*s'.", SLICE_ARGS(text_slice(&plain)));
    }
    text_free(&plain);
    return is_known;
}

/* Reports a system that begins as a well-known one and goes on. */
static bool reports_tail(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    Slice url = system_name_begun(coded->system);
    if (url.length > 0 && context) {
        judge_report_in(judge, context, KEY_SYSTEM_INEXACT, in_concept(context, CASE_INEXACT_IN_CONCEPT), CODED_WHOLE,
                        "System '%.*s' is not the URL of the code system. Expected: '%.*s'.", SLICE_ARGS(coded->system),
                        SLICE_ARGS(url));
    }
    return url.length > 0;
}

static bool is_absolute(Slice system)
{
    return slice_starts_with(system, SLICE("http:")) || slice_starts_with(system, SLICE("https:")) ||
           slice_starts_with(system, SLICE("urn:"));
}

/* Reports a system that is no URL. */
static void report_relative_system(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    Slice expected = expected_system(context);
    expected = expected.length > 0 ? expected : system_name_intended(judge->rules, coded->system);
    if (expected.length > 0) {
        judge_report_in(judge, context, KEY_SYSTEM_RELATIVE, in_concept(context, CASE_RELATIVE_IN_CONCEPT), CODED_WHOLE,
                        "System '%.*s' is not a URL. Expected: '%.*s'.", SLICE_ARGS(coded->system),
                        SLICE_ARGS(expected));
        return;
    }
    judge_report_in(judge, context, KEY_SYSTEM_RELATIVE, in_concept(context, CASE_RELATIVE_IN_CONCEPT), CODED_WHOLE,
                    "System '%.*s' is not a URL. Expected: the URL of a code system, such as '%s'.",
                    SLICE_ARGS(coded->system), context->kind == CODED_QUANTITY ? SYSTEM_UCUM : SYSTEM_DICOM);
}

/* Reports a value set that stands where a code system must. */
static void report_value_set(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    Slice expected = expected_system(context);
    if (expected.length > 0) {
        judge_report_in(judge, context, KEY_SYSTEM_VALUE_SET, in_concept(context, CASE_VALUE_SET_IN_CONCEPT),
                        CODED_WHOLE, "System '%.*s' is a value set, not a code system. Expected: '%.*s'.",
                        SLICE_ARGS(coded->system), SLICE_ARGS(expected));
        return;
    }
    judge_report_in(judge, context, KEY_SYSTEM_VALUE_SET, in_concept(context, CASE_VALUE_SET_IN_CONCEPT), CODED_WHOLE,
                    "System '%.*s' is a value set, not a code system. Expected: the code system of the code.",
                    SLICE_ARGS(coded->system));
}

/* Reports a system that cannot be one, whether or not it is known; true where there is something to report. Nothing is
   reported, only found, if `context` is NULL. */
static bool reports_malformed_system(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    Slice system = coded->system;
    if (!is_absolute(system)) {
        if (context) {
            report_relative_system(judge, coded, context);
        }
        return true;
    }
    if (rules_value_set(judge->rules, system) && system_name_intended(judge->rules, system).length == 0) {
        if (context) {
            report_value_set(judge, coded, context);
        }
        return true;
    }
    return reports_https(judge, coded, context) || reports_tail(judge, coded, context);
}

/* taken over: ucum-annotation. Judges a unit of UCUM, of which not the codes but the grammar is known. */
static void judge_unit(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    Error error = {0};
    if (coded->code.length == 0) {
        return;
    }
    if (!ucum_check(coded->code, &error)) {
        judge_detail(judge, "UCUM, http://ucum.org");
        judge_report(judge, context, KEY_CODE_SYNTAX, CODED_CODE, "'" SHOWN "' is not a valid UCUM unit: %s.",
                     SHOWN_ARGS(shown_value(coded->code)), error.message);
    } else if (slice_find(coded->code, SLICE("{"), 0) != SIZE_MAX) {
        judge_report(judge, context, KEY_UCUM_ANNOTATION, CODED_WHOLE,
                     "Unit '" SHOWN "' has an annotation. Programs ignore annotations when they compare units.",
                     SHOWN_ARGS(shown_value(coded->code)));
    }
}

/* What is wrong with a URI, also with what stands after urn:oid: and urn:uuid:. */
static const char *whole_uri_fault(Slice uri)
{
    const char *fault = uri_fault(uri);
    if (!fault && slice_starts_with(uri, SLICE(SCHEME_OID))) {
        return oid_urn_fault(uri);
    }
    return !fault && slice_starts_with(uri, SLICE(SCHEME_UUID)) ? uuid_urn_fault(uri) : fault;
}

/* Judges a code that is a URI, and so means itself: there is no list of them. */
static void judge_uri(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    const char *fault = coded->code.length > 0 ? whole_uri_fault(coded->code) : NULL;
    if (fault) {
        judge_detail(judge, SYSTEM_URI);
        judge_report(judge, context, KEY_CODE_SYNTAX, CODED_CODE,
                     "'" SHOWN "' is not a valid URI: %s. The system requires a URI.",
                     SHOWN_ARGS(shown_value(coded->code)), fault);
    }
}

/* Judges the form of a code that cannot be looked up. */
static void judge_form(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    if (slice_equals(coded->system, SLICE(SYSTEM_URI))) {
        judge_uri(judge, coded, context);
        return;
    }
    if (code_asks_service(judge, coded, false, context)) {
        return;
    }
    judge_unchecked(context, coded->system, false);
    if (slice_equals(coded->system, SLICE(SYSTEM_UCUM))) {
        judge_unit(judge, coded, context);
        return;
    }
    judge_form_of(judge, coded->system, coded->code, CODED_CODE, context);
}

/* Reports a code of a system that was withdrawn, with the code that took its place; true where it did. */
static bool reports_replaced(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    ReplacedCode now;
    if (!replaced_code_find(coded->system, coded->code, &now)) {
        return false;
    }
    judge_detail(judge, "%.*s was withdrawn", SLICE_ARGS(coded->system));
    if (now.code.length > 0) {
        judge_report(judge, context, KEY_CODE_REPLACED, CODED_CODE,
                     "Code '" SHOWN "' was replaced. Expected: '%.*s' (%.*s) of %.*s.",
                     SHOWN_ARGS(shown_value(coded->code)), SLICE_ARGS(now.code), SLICE_ARGS(now.display),
                     SLICE_ARGS(now.system));
    } else {
        judge_report(judge, context, KEY_CODE_REPLACED, CODED_CODE,
                     "The code system of '" SHOWN "' was withdrawn. Use a code of another system.",
                     SHOWN_ARGS(shown_value(coded->code)));
    }
    return true;
}

/* Reports a system of HL7 that has another URL now; true where it did. */
static bool reports_renamed(CodeJudge *judge, const Coded *coded, const CodedContext *context, Slice now, bool is_error)
{
    if (now.length > 0 && is_error) {
        judge_report_in(judge, context, KEY_SYSTEM_UNKNOWN, CASE_SYSTEM_RENAMED, CODED_SYSTEM,
                        "Unknown HL7 code system '%.*s'. Expected: '%.*s'.", SLICE_ARGS(coded->system),
                        SLICE_ARGS(now));
    }
    return now.length > 0 && is_error;
}

/* Judges a value of a system that is not known here. */
static void judge_unknown_system(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    bool is_required = context->strength == BINDING_REQUIRED && hl7_url_is_of_systems(coded->system);
    if (!is_required && system_name_is_served(coded->system)) {
        judge_form(judge, coded, context);
        return;
    }
    Slice intended = system_name_intended(judge->rules, coded->system);
    bool is_error = is_required || hl7_url_is_of_known_systems(coded->system);
    if (reports_replaced(judge, coded, context) || reports_renamed(judge, coded, context, intended, is_error)) {
        return;
    }
    if (intended.length > 0) {
        judge_report_in(judge, context, KEY_SYSTEM_INEXACT, CASE_INEXACT_UNKNOWN, CODED_SYSTEM,
                        "System '%.*s' is not the URL of the code system. Expected: '%.*s'.", SLICE_ARGS(coded->system),
                        SLICE_ARGS(intended));
    }
    if (is_error) {
        if (expected_system(context).length > 0) {
            judge_report(judge, context, KEY_SYSTEM_UNKNOWN, CODED_SYSTEM,
                         "Unknown HL7 code system '%.*s'. Expected: '%.*s'.", SLICE_ARGS(coded->system),
                         SLICE_ARGS(expected_system(context)));
            return;
        }
        judge_report(judge, context, KEY_SYSTEM_UNKNOWN, CODED_SYSTEM,
                     "Unknown HL7 code system '%.*s'. Check the spelling, or load a package with --package.",
                     SLICE_ARGS(coded->system));
    }
    judge_form(judge, coded, context);
}

/* Judges a version that the value states; true where the system is not known in it. */
static bool reports_unknown_version(CodeJudge *judge, const Coded *coded, const CodeSystem *system,
                                    const CodedContext *context)
{
    if (coded->version.length == 0 || code_system_has_version(system, coded->version)) {
        return false;
    }
    bool is_error = context->strength == BINDING_REQUIRED && hl7_url_is_of_systems(coded->system);
    Slice known = code_system_version(system);
    known = known.length > 0 ? known : SLICE("none stated");
    judge_detail(judge, "%.*s, known version: %.*s", SLICE_ARGS(coded->system), SLICE_ARGS(known));
    judge_report_in(
        judge, context, KEY_SYSTEM_VERSION, is_error ? CASE_VERSION_UNDER_REQUIRED : CASE_NONE, CODED_SYSTEM,
        "Unknown code system version '" SHOWN "'; the code is not checked. Known: %.*s. Remove or change 'version'.",
        SHOWN_ARGS(shown_value(coded->version)), SLICE_ARGS(known));
    return true;
}

/* Reports a modality of DICOM that the code system has not got: R4's copy is older, one of a package may lack it
 * otherwise. */
static void report_missing_modality(CodeJudge *judge, const Coded *coded, const CodeSystem *system,
                                    const CodedContext *context, const DicomModality *modality)
{
    static const Slice copy = SLICE("01"); /* the version of R4's copy */
    Slice version = code_system_version(system);
    if (slice_equals(version, copy)) {
        judge_report(
            judge, context, KEY_DICOM_MODALITY_NEWER, CODED_CODE,
            "Code '%.*s' (%.*s) is newer than the DICOM code list of FHIR R4. Strict validators report an error.",
            SLICE_ARGS(coded->code), SLICE_ARGS(modality->meaning));
        return;
    }
    version = version.length > 0 ? version : SLICE("not stated");
    judge_report(judge, context, KEY_DICOM_MODALITY_NEWER, CODED_CODE,
                 "DICOM has code '%.*s' (%.*s), but the loaded code list does not (version %.*s).",
                 SLICE_ARGS(coded->code), SLICE_ARGS(modality->meaning), SLICE_ARGS(version));
}

/* Reports a code that the system, which is complete, has not got. */
static void report_unknown_code(CodeJudge *judge, const Coded *coded, const CodeSystem *system,
                                const CodedContext *context)
{
    DicomModality modality;
    bool is_dicom = slice_equals(coded->system, SLICE(SYSTEM_DICOM));
    judge_detail(judge, "%.*s, version %.*s", SLICE_ARGS(coded->system), SLICE_ARGS(code_system_version(system)));
    if (is_dicom && dicom_modality_find(coded->code, &modality)) {
        report_missing_modality(judge, coded, system, context, &modality);
        return;
    }
    Concept near;
    Slice name = code_system_name(system);
    text_clear(&judge->message);
    text_format(&judge->message, "Unknown code '" SHOWN "' in code system %.*s.", SHOWN_ARGS(shown_value(coded->code)),
                SLICE_ARGS(name.length > 0 ? name : code_system_url(system)));
    if (is_dicom && dicom_modality_nearest(coded->code, &modality)) {
        text_format(&judge->message, " Similar code: '%.*s' (%.*s).", SLICE_ARGS(modality.code),
                    SLICE_ARGS(modality.meaning));
    } else if (code_system_nearest(system, coded->code, &near)) {
        text_format(&judge->message, " Similar code: '%.*s' (%.*s).", SLICE_ARGS(near.code), SLICE_ARGS(near.display));
    }
    judge_report_gathered(judge, context, KEY_CODE_UNKNOWN, CASE_NONE, CODED_CODE);
}

/* taken over: display-wrong. Judges the display of a code that the system has. */
static void judge_display(CodeJudge *judge, const Coded *coded, const CodeSystem *system, const Concept *concept,
                          const CodedContext *context)
{
    Slice language = code_display_language(coded, context);
    DisplayVerdict verdict = code_system_judge_display(system, coded->code, coded->display, language);
    if (verdict == DISPLAY_UNKNOWN) {
        code_asks_service(judge, coded, true, context);
    }
    if (verdict == DISPLAY_RIGHT || verdict == DISPLAY_UNKNOWN) {
        return;
    }
    if (verdict == DISPLAY_FOREIGN) {
        judge_unchecked_display(context, language);
        return;
    }
    judge_detail(judge, "display of %.*s#%.*s: '%.*s'", SLICE_ARGS(coded->system), SLICE_ARGS(concept->code),
                 SLICE_ARGS(concept->display));
    judge_report(judge, context, KEY_DISPLAY_WRONG, CODED_DISPLAY,
                 "Display '" SHOWN "' %s code '" SHOWN "'. Expected: '%.*s'.", SHOWN_ARGS(shown_value(coded->display)),
                 verdict == DISPLAY_SPACES ? "differs in whitespace from the display of" : "does not match",
                 SHOWN_ARGS(shown_value(coded->code)), SLICE_ARGS(concept->display));
}

/* Reports what is doubtful about a code that the system has. */
static void judge_use(CodeJudge *judge, const Coded *coded, const Concept *concept, const CodedContext *context)
{
    bool is_out_of_use = concept->is_inactive || concept->is_deprecated;
    if (!is_out_of_use && !concept->is_abstract && slice_equals(coded->code, concept->code)) {
        return;
    }
    judge_detail(judge, "%.*s#%.*s", SLICE_ARGS(coded->system), SLICE_ARGS(concept->code));
    if (is_out_of_use) {
        judge_report(judge, context, KEY_CODE_INACTIVE, CODED_CODE,
                     "Code '%.*s' (%.*s) is %s in the code system. Use an active code.", SLICE_ARGS(concept->code),
                     SLICE_ARGS(concept->display), concept->is_inactive ? "inactive" : "deprecated");
    } else if (concept->is_abstract) {
        judge_report(judge, context, KEY_CODE_ABSTRACT, CODED_CODE,
                     "Code '%.*s' (%.*s) is abstract: the code only groups other codes. Use a code of the group.",
                     SLICE_ARGS(concept->code), SLICE_ARGS(concept->display));
    } else {
        judge_report(judge, context, KEY_CODE_CASE, CODED_CODE,
                     "Code differs in case from the code system. Expected: '%.*s'.", SLICE_ARGS(concept->code));
    }
}

void code_report_system(CodeJudge *judge, const Coded *coded, KeyCase in_case, const CodedContext *context)
{
    judge_report_in(judge, context, KEY_SYSTEM_WRONG, in_case, CODED_WHOLE,
                    "System '%.*s' does not fit code '" SHOWN "'. Expected: '%.*s'.", SLICE_ARGS(coded->system),
                    SHOWN_ARGS(shown_value(coded->code)), SLICE_ARGS(context->wrong_system.expected));
}

/* Judges a value of a system that is known. */
static void judge_known_system(CodeJudge *judge, const Coded *coded, const CodeSystem *system,
                               const CodedContext *context)
{
    if (reports_unknown_version(judge, coded, system, context) || coded->code.length == 0) {
        return;
    }
    Concept concept;
    Membership membership = code_system_find(system, coded->code, &concept);
    if (membership == MEMBERSHIP_NO && expected_system(context).length > 0) {
        code_report_system(judge, coded, CASE_NONE, context);
    } else if (membership == MEMBERSHIP_NO) {
        report_unknown_code(judge, coded, system, context);
    } else if (membership == MEMBERSHIP_UNKNOWN) {
        judge_form(judge, coded, context);
    } else {
        judge_use(judge, coded, &concept, context);
        if (coded->display.length > 0 && context->kind != CODED_QUANTITY) {
            judge_display(judge, coded, system, &concept, context);
        }
    }
}

/* Reports a code without a system. */
static void report_missing_system(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    Slice expected = expected_system(context);
    if (expected.length > 0) {
        bool is_required = context->wrong_system.strength == BINDING_REQUIRED;
        judge_report_in(judge, context, KEY_SYSTEM_MISSING, is_required ? CASE_MISSING_UNDER_REQUIRED : CASE_NONE,
                        CODED_WHOLE, "System of code '" SHOWN "' is missing. Expected: '%.*s'.",
                        SHOWN_ARGS(shown_value(coded->code)), SLICE_ARGS(expected));
        return;
    }
    judge_report(judge, context, KEY_SYSTEM_MISSING, CODED_WHOLE,
                 "System of code '" SHOWN "' is missing. Add the code system of the code.",
                 SHOWN_ARGS(shown_value(coded->code)));
}

bool code_reports_system(const CodeJudge *judge, const Coded *coded)
{
    if (coded->system.length == 0) {
        return true;
    }
    const CodeSystem *system = rules_code_system(judge->rules, coded->system);
    if (system) {
        return code_system_find(system, coded->code, NULL) == MEMBERSHIP_NO;
    }
    CodeJudge silent = {.rules = judge->rules};
    return reports_malformed_system(&silent, coded, NULL) || hl7_url_is_of_known_systems(coded->system) ||
           system_name_intended(judge->rules, coded->system).length > 0;
}

void code_judge_value(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    if (coded->system.length == 0) {
        if (coded->code.length > 0 && context->kind != CODED_QUANTITY) {
            report_missing_system(judge, coded, context);
        }
        return;
    }
    const CodeSystem *system = rules_code_system(judge->rules, coded->system);
    if (system) {
        judge_known_system(judge, coded, system, context);
    } else if (!reports_malformed_system(judge, coded, context)) {
        judge_unknown_system(judge, coded, context);
    }
}
