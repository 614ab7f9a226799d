/*
 * Coding: a coded value judged in itself. The questions come in an order, and the first that fails ends it: is there a
 * system, is it one, is it known, has it the code, is the display one of the code's.
 */
#include "src/check/code_judge.h"
#include "src/fhirpath/ucum.h"
#include "src/profile/dicom.h"
#include "src/profile/identifier_syntax.h"
#include "src/profile/replaced_code.h"
#include "src/profile/system_name.h"

#include <stdint.h>

/* Severity of a malformed system: an error of a Coding, and but a warning in a CodeableConcept, as the reference has it. */
static Severity system_severity(const CodedContext *context)
{
    return context->kind == CODED_CODING ? SEVERITY_ERROR : SEVERITY_WARNING;
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
    bool is_known = rules_code_system(judge->rules, text_slice(&plain)) || system_name_is_served(text_slice(&plain));
    if (is_known) {
        judge_detail(judge, "Coding.system: the URL of the code system, exactly");
        judge_say(
            judge, context, "system-https", system_severity(context), CODED_WHOLE,
            "The system must begin with http:, not https:. It names the code system and is no link: write '%.*s'.",
            SLICE_ARGS(text_slice(&plain)));
    }
    text_free(&plain);
    return is_known;
}

/* Reports a system that begins as a well-known one and goes on. */
static bool reports_tail(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    Slice url = system_name_begun(coded->system);
    if (url.length > 0) {
        judge_detail(judge, "Coding.system: the URL of the code system, exactly");
        judge_say(judge, context, "system-inexact", system_severity(context), CODED_WHOLE,
                  "'%.*s' is not exactly the name of the code system. Write '%.*s'.",
                  SLICE_ARGS(judge_shown(coded->system)), SLICE_ARGS(url));
    }
    return url.length > 0;
}

/* Reports a system that cannot be one, whether or not it is known; true where it did. */
static bool reports_malformed_system(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    Slice system = coded->system;
    bool is_absolute = slice_starts_with(system, SLICE("http:")) || slice_starts_with(system, SLICE("https:")) ||
                       slice_starts_with(system, SLICE("urn:"));
    if (!is_absolute) {
        Slice intended = system_name_intended(judge->rules, system);
        judge_detail(judge, "Coding.system: an absolute URI");
        judge_say(judge, context, "system-relative", system_severity(context), CODED_WHOLE,
                  "The system '%.*s' must be the full URL of a code system: %s '%.*s'.",
                  SLICE_ARGS(judge_shown(system)),
                  intended.length ? "write" : "not a name of one's own, but a URL as in",
                  SLICE_ARGS(intended.length ? intended : SLICE(DICOM_SYSTEM)));
        return true;
    }
    if (rules_value_set(judge->rules, system) && system_name_intended(judge->rules, system).length == 0) {
        judge_detail(judge, "Coding.system: a code system; a value set is a choice of codes from such systems");
        judge_say(judge, context, "system-value-set", system_severity(context), CODED_WHOLE,
                  "'%.*s' is a value set, not a code system. Name the system that the code comes from.",
                  SLICE_ARGS(judge_shown(system)));
        return true;
    }
    return reports_https(judge, coded, context) || reports_tail(judge, coded, context);
}

/* True for the URLs that only HL7 gives out. */
static bool is_hl7_space(Slice system)
{
    return slice_starts_with(system, SLICE("http://hl7.org/fhir")) ||
           slice_starts_with(system, SLICE("http://terminology.hl7.org/"));
}

/* True for those among them of which all are known: the rest names systems of others (sid), or is younger than this. */
static bool is_known_space(Slice system)
{
    return slice_starts_with(system, SLICE("http://hl7.org/fhir/")) &&
           !slice_starts_with(system, SLICE("http://hl7.org/fhir/sid/"));
}

/* Judges a unit of UCUM, of which not the codes but the grammar is known. */
static void judge_unit(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    Error error = {0};
    if (coded->code.length == 0) {
        return;
    }
    if (!ucum_check(coded->code, &error)) {
        judge_detail(judge, "UCUM, http://ucum.org");
        judge_say(judge, context, "code-syntax", SEVERITY_WARNING, CODED_CODE,
                  "The unit '%.*s' is not written as UCUM demands: %s.", SLICE_ARGS(judge_shown(coded->code)),
                  error.message);
    } else if (slice_find(coded->code, SLICE("{"), 0) != SIZE_MAX) {
        judge_detail(judge, "UCUM, section 6: annotations carry no meaning");
        judge_say(
            judge, context, "ucum-annotation", SEVERITY_WARNING, CODED_WHOLE,
            "The unit '%.*s' has a remark in braces, which programs ignore when they compare. Better say it elsewhere.",
            SLICE_ARGS(judge_shown(coded->code)));
    }
}

/* What is wrong with a URI, also with what stands behind urn:oid: and urn:uuid:. */
static const char *whole_uri_fault(Slice uri)
{
    const char *fault = uri_fault(uri);
    if (!fault && slice_starts_with(uri, SLICE("urn:oid:"))) {
        return oid_urn_fault(uri);
    }
    return !fault && slice_starts_with(uri, SLICE("urn:uuid:")) ? uuid_urn_fault(uri) : fault;
}

/* Judges a code that is a URI, and so means itself: there is no list of them. */
static void judge_uri(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    const char *fault = coded->code.length > 0 ? whole_uri_fault(coded->code) : NULL;
    if (fault) {
        judge_detail(judge, "urn:ietf:rfc:3986");
        judge_say(judge, context, "code-syntax", SEVERITY_WARNING, CODED_CODE,
                  "'%.*s' is no URI, as the system says: %s.", SLICE_ARGS(judge_shown(coded->code)), fault);
    }
}

/* Judges the form of a code that cannot be looked up. */
static void judge_form(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    if (slice_equals(coded->system, SLICE("urn:ietf:rfc:3986"))) {
        judge_uri(judge, coded, context);
        return;
    }
    judge_unchecked(context, coded->system, false);
    if (slice_equals(coded->system, SLICE("http://unitsofmeasure.org"))) {
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
        judge_say(judge, context, "code-replaced", SEVERITY_WARNING, CODED_CODE,
                  "Code '%.*s' was replaced. Expected: '%.*s' (%.*s) of %.*s.", SLICE_ARGS(judge_shown(coded->code)),
                  SLICE_ARGS(now.code), SLICE_ARGS(now.display), SLICE_ARGS(now.system));
    } else {
        judge_say(judge, context, "code-replaced", SEVERITY_WARNING, CODED_CODE,
                  "The code system of '%.*s' was withdrawn. Use a code of another system.",
                  SLICE_ARGS(judge_shown(coded->code)));
    }
    return true;
}

/* Reports a system of HL7 that has another URL now; true where it did. */
static bool reports_renamed(CodeJudge *judge, const Coded *coded, const CodedContext *context, Slice now, bool is_error)
{
    if (now.length > 0 && is_error) {
        judge_detail(judge, "Coding.system: the URL of the code system");
        judge_say(judge, context, "system-unknown", SEVERITY_ERROR, CODED_SYSTEM,
                  "HL7 has no code system '%.*s'. Expected: '%.*s'.", SLICE_ARGS(judge_shown(coded->system)),
                  SLICE_ARGS(now));
    }
    return now.length > 0 && is_error;
}

/* Judges a value of a system that is not known here. */
static void judge_unknown_system(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    Slice intended = system_name_intended(judge->rules, coded->system);
    bool is_error =
        (context->strength == BINDING_REQUIRED && is_hl7_space(coded->system)) || is_known_space(coded->system);
    if (reports_replaced(judge, coded, context) || reports_renamed(judge, coded, context, intended, is_error)) {
        return;
    }
    if (intended.length > 0) {
        judge_detail(judge, "Coding.system: the URL of the code system");
        judge_say(judge, context, "system-inexact", SEVERITY_WARNING, CODED_SYSTEM,
                  "'%.*s' is not how FHIR names this code system. Write '%.*s'.",
                  SLICE_ARGS(judge_shown(coded->system)), SLICE_ARGS(intended));
    }
    if (is_error) {
        judge_detail(judge, "Coding.system: a code system that exists");
        judge_say(
            judge, context, "system-unknown", SEVERITY_ERROR, CODED_SYSTEM,
            "HL7 has no code system '%.*s'. It was renamed or is mistyped, or belongs to a guide that is not loaded.",
            SLICE_ARGS(judge_shown(coded->system)));
    }
    judge_form(judge, coded, context);
}

/* Judges a version that the value states; true where the system is not known in it. */
static bool reports_unknown_version(CodeJudge *judge, const Coded *coded, const CodeSystem *system,
                                    const CodedContext *context)
{
    if (coded->version.length == 0 || slice_equals(coded->version, code_system_version(system))) {
        return false;
    }
    bool is_error = context->strength == BINDING_REQUIRED && is_hl7_space(coded->system);
    Slice known = code_system_version(system);
    bool is_stated = known.length > 0;
    known = is_stated ? known : SLICE("one that states no version");
    judge_detail(judge, "%.*s is known in version %.*s", SLICE_ARGS(coded->system), SLICE_ARGS(known));
    judge_say(judge, context, "system-version", is_error ? SEVERITY_ERROR : SEVERITY_WARNING, CODED_SYSTEM,
              "Version '%.*s' of this code system is not known here, so the code was not checked. Known is %s%.*s; the "
              "version may be left out.",
              SLICE_ARGS(judge_shown(coded->version)), is_stated ? "version " : "", SLICE_ARGS(known));
    return true;
}

/* Reports a code that the system, which is complete, has not got. */
static void report_unknown_code(CodeJudge *judge, const Coded *coded, const CodeSystem *system,
                                const CodedContext *context)
{
    DicomModality modality;
    bool is_dicom = slice_equals(coded->system, SLICE(DICOM_SYSTEM));
    judge_detail(judge, "%.*s, version %.*s", SLICE_ARGS(coded->system), SLICE_ARGS(code_system_version(system)));
    if (is_dicom && dicom_modality_find(coded->code, &modality)) {
        judge_say(
            judge, context, "dicom-modality-newer", SEVERITY_WARNING, CODED_CODE,
            "DICOM has the code '%.*s' (%.*s), but the copy of its code list that belongs to FHIR R4 is older and "
            "lacks it. Strict validators will call it an error.",
            SLICE_ARGS(coded->code), SLICE_ARGS(modality.meaning));
        return;
    }
    Concept near;
    Slice name = code_system_name(system);
    text_clear(&judge->message);
    text_format(&judge->message, "There is no code '%.*s' in the code system %.*s.",
                SLICE_ARGS(judge_shown(coded->code)), SLICE_ARGS(name.length > 0 ? name : code_system_url(system)));
    if (is_dicom && dicom_modality_nearest(coded->code, &modality)) {
        text_format(&judge->message, " Did you mean '%.*s' (%.*s)?", SLICE_ARGS(modality.code),
                    SLICE_ARGS(modality.meaning));
    } else if (code_system_nearest(system, coded->code, &near)) {
        text_format(&judge->message, " Did you mean '%.*s' (%.*s)?", SLICE_ARGS(near.code), SLICE_ARGS(near.display));
    }
    judge_say_gathered(judge, context, "code-unknown", SEVERITY_ERROR, CODED_CODE);
}

/* Judges the display of a code that the system has. */
static void judge_display(CodeJudge *judge, const Coded *coded, const CodeSystem *system, const Concept *concept,
                          const CodedContext *context)
{
    Slice language = context->language.length > 0 ? context->language : SLICE("en");
    DisplayVerdict verdict = code_system_judge_display(system, coded->code, coded->display, language);
    if (verdict == DISPLAY_RIGHT || verdict == DISPLAY_UNKNOWN) {
        return;
    }
    judge_detail(judge, "display of %.*s#%.*s: '%.*s'", SLICE_ARGS(coded->system), SLICE_ARGS(concept->code),
                 SLICE_ARGS(concept->display));
    judge_say(judge, context, "display-wrong", SEVERITY_ERROR, CODED_DISPLAY,
              "'%.*s' %s the name of the code '%.*s' in its code system. Write '%.*s'.",
              SLICE_ARGS(judge_shown(coded->display)),
              verdict == DISPLAY_SPACES ? "differs in its white space from" : "is not",
              SLICE_ARGS(judge_shown(coded->code)), SLICE_ARGS(concept->display));
}

/* Reports what is doubtful about a code that the system has. */
static void judge_use(CodeJudge *judge, const Coded *coded, const Concept *concept, const CodedContext *context)
{
    judge_detail(judge, "%.*s#%.*s", SLICE_ARGS(coded->system), SLICE_ARGS(concept->code));
    if (concept->is_inactive || concept->is_deprecated) {
        judge_say(judge, context, "code-inactive", SEVERITY_WARNING, CODED_CODE,
                  "The code '%.*s' (%.*s) is %s in its code system; choose one that is still in use.",
                  SLICE_ARGS(concept->code), SLICE_ARGS(concept->display),
                  concept->is_inactive ? "no longer in use" : "deprecated");
    } else if (concept->is_abstract) {
        judge_say(
            judge, context, "code-abstract", SEVERITY_WARNING, CODED_CODE,
            "The code '%.*s' (%.*s) only stands for a group of codes in its code system; choose one of the group.",
            SLICE_ARGS(concept->code), SLICE_ARGS(concept->display));
    } else if (!slice_equals(coded->code, concept->code)) {
        judge_say(judge, context, "code-case", SEVERITY_NOTE, CODED_CODE,
                  "The code system writes this code '%.*s'; capital and small letters are better kept.",
                  SLICE_ARGS(concept->code));
    }
}

/* Judges a value of a system that is known. */
static void judge_known_system(CodeJudge *judge, const Coded *coded, const CodeSystem *system,
                               const CodedContext *context)
{
    bool has_codes = code_system_count(system) > 0;
    if ((has_codes && reports_unknown_version(judge, coded, system, context)) || coded->code.length == 0) {
        return;
    }
    Concept concept;
    Membership membership = code_system_find(system, coded->code, &concept);
    if (membership == MEMBERSHIP_NO) {
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

void code_judge_value(CodeJudge *judge, const Coded *coded, const CodedContext *context)
{
    if (coded->system.length == 0) {
        if (coded->code.length > 0 && context->kind != CODED_QUANTITY) {
            judge_detail(judge, "Coding.system");
            judge_say(
                judge, context, "system-missing", SEVERITY_WARNING, CODED_WHOLE,
                "The code '%.*s' has no system, so nobody can know what it means. Add the system that it comes from.",
                SLICE_ARGS(judge_shown(coded->code)));
        }
        return;
    }
    const CodeSystem *system = rules_code_system(judge->rules, coded->system);
    if (system && !system_name_is_served(coded->system) && judge_language_is_broken(context)) {
        if (context->kind == CODED_CODING) {
            judge_say_language(judge, context, coded->code);
        }
        return; /* of a CodeableConcept, its binding says so */
    }
    if (system) {
        judge_known_system(judge, coded, system, context);
    } else if (!reports_malformed_system(judge, coded, context)) {
        judge_unknown_system(judge, coded, context);
    }
}
