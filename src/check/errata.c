/* Errata: expressions of R4 invariants, mended. */
#include "src/check/errata.h"

typedef struct Erratum {
    const char *key;
    const char *expression;
    /* Why: what is wrong in the published one. */
} Erratum;

static const Erratum errata[] = {
    /* Fails for references that have no `reference`, and for the reference to the container itself. */
    {"ref-1", "reference.exists() implies (reference = '#' or (reference.startsWith('#').not() or "
              "(reference.substring(1) in %rootResource.contained.id)))"},
    /* Fails for entries without a fullUrl. */
    {"bdl-8", "fullUrl.exists() implies fullUrl.contains('/_history/').not()"},
    /* Contained resources need no text of their own. */
    {"dom-6", "(%rootResource != $this) or text.`div`.exists()"},
    /* Compares a CodeableConcept with a string. */
    {"con-3",
     "(verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and "
     "code = 'entered-in-error').exists() and category.coding.exists("
     "system='http://terminology.hl7.org/CodeSystem/condition-category' and code ='problem-list-item').empty()) "
     "implies (clinicalStatus.exists())"},
    /* Is meant for a dateTime, and fails for a Period. */
    {"vs-1", "($this is dateTime) implies ($this.toString().length() >= 8)"},
    /* matches() looks anywhere in the text: nothing keeps the rest of it from being anything. */
    {"eld-19", "path.matches('^[^\\\\s\\\\.,:;\\\\\\'\"\\\\/"
               "|?!@#$%&*()\\\\[\\\\]{}]{1,64}(\\\\.[^\\\\s\\\\.,:;\\\\\\'\"\\\\/|?!@#$%&*()\\\\[\\\\]{}]"
               "{1,64}(\\\\[x\\\\])?(\\\\:[^\\\\s\\\\.]+)?)*$')"},
    {"eld-20", "path.matches('^[A-Za-z][A-Za-z0-9]*(\\\\.[a-z][A-Za-z0-9]*(\\\\[x])?)*$')"},
    /* Parameters may be of the type of a resource, and have its profiles. */
    {"opd-3", "targetProfile.exists() implies (type = 'Reference' or type = 'canonical' or "
              "type.memberOf('http://hl7.org/fhir/ValueSet/resource-types'))"},
    /* An answer is FHIR's boolean, not FHIRPath's. */
    {"que-7", "operator = 'exists' implies (answer is boolean)"},
    /* Two are more than one. */
    {"que-12", "enableWhen.count() >= 2 implies enableBehavior.exists()"},
    /* Demands a probability where there is none. */
    {"ras-2", "(probability.exists() and (probability is decimal)) implies ((probability as decimal) <= 100)"},
    /* `in` asks for one item where several may be. */
    {"tim-9", "offset.empty() or (when.exists() and when.select($this in ('C' | 'CM' | 'CD' | 'CV')).allFalse())"},
};

Slice errata_expression(Slice key, Slice source, Slice expression)
{
    bool is_core = source.length == 0 || slice_starts_with(source, SLICE("http://hl7.org/fhir/StructureDefinition/"));
    for (size_t i = 0; is_core && i < sizeof errata / sizeof *errata; i++) {
        if (slice_equals(key, slice_from(errata[i].key))) {
            return slice_from(errata[i].expression);
        }
    }
    return expression;
}
