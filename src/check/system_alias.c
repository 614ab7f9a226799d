/* System alias: a table, and what is known with a blank or a slash at its end. */
#include "src/check/system_alias.h"

#include "src/profile/dicom.h"

/* Names under which well-known code systems are given by mistake: HL7's object identifiers for them, and others. */
typedef struct SystemAlias {
    Slice wrong;
    Slice right;
} SystemAlias;

static const SystemAlias ALIASES[] = {
    {SLICE("urn:oid:2.16.840.1.113883.6.96"), SLICE("http://snomed.info/sct")},
    {SLICE("urn:oid:2.16.840.1.113883.6.1"), SLICE("http://loinc.org")},
    {SLICE("urn:oid:2.16.840.1.113883.6.8"), SLICE("http://unitsofmeasure.org")},
    {SLICE("urn:oid:2.16.840.1.113883.6.88"), SLICE("http://www.nlm.nih.gov/research/umls/rxnorm")},
    {SLICE("urn:oid:1.2.840.10008.2.16.4"), SLICE(DICOM_SYSTEM)},
    {SLICE("urn:oid:2.16.840.1.113883.6.73"), SLICE("http://www.whocc.no/atc")},
    {SLICE("urn:oid:2.16.840.1.113883.6.3"), SLICE("http://hl7.org/fhir/sid/icd-10")},
    {SLICE("urn:oid:2.16.840.1.113883.6.90"), SLICE("http://hl7.org/fhir/sid/icd-10-cm")},
    {SLICE("http://snomed.org"), SLICE("http://snomed.info/sct")},
    {SLICE("http://snomed.info"), SLICE("http://snomed.info/sct")},
    {SLICE("http://www.loinc.org"), SLICE("http://loinc.org")},
    {SLICE("http://dicom.nema.org/resources/ontology/DCM/"), SLICE(DICOM_SYSTEM)},
    {SLICE("http://nema.org/dicom/dicm"), SLICE(DICOM_SYSTEM)},
    {SLICE("http://nema.org/dicom/dcid"), SLICE(DICOM_SYSTEM)},
    {SLICE("http://dicom.nema.org/medical/dicom/current/output/chtml/part16/sect_CID_29.html"), SLICE(DICOM_SYSTEM)},
    {SLICE("http://dicom.nema.org/medical/dicom/current/output/html/part03.html#sect_C.7.3.1.1"), SLICE(DICOM_SYSTEM)},
    {SLICE("http://dicom.nema.org/medical/dicom/current/output/chtml/part04/sect_B.5.html#table_B.5-1"),
     SLICE("urn:ietf:rfc:3986")},
    {SLICE("1.2.840.10008.2.16.4"), SLICE(DICOM_SYSTEM)},
    {SLICE("2.16.840.1.113883.6.96"), SLICE("http://snomed.info/sct")},
    {SLICE("2.16.840.1.113883.6.1"), SLICE("http://loinc.org")},
    {SLICE("2.16.840.1.113883.6.8"), SLICE("http://unitsofmeasure.org")},
    {SLICE("2.16.840.1.113883.6.3"), SLICE("http://hl7.org/fhir/sid/icd-10")},
    {SLICE("DICOM"), SLICE(DICOM_SYSTEM)},
    {SLICE("SNOMED-CT"), SLICE("http://snomed.info/sct")},
    {SLICE("SNOMED CT"), SLICE("http://snomed.info/sct")},
    {SLICE("SNOMEDCT"), SLICE("http://snomed.info/sct")},
    {SLICE("ICD-10"), SLICE("http://hl7.org/fhir/sid/icd-10")},
    {SLICE("ICD10"), SLICE("http://hl7.org/fhir/sid/icd-10")},
    {SLICE("DCM"), SLICE(DICOM_SYSTEM)},
    {SLICE("SNOMED"), SLICE("http://snomed.info/sct")},
    {SLICE("LOINC"), SLICE("http://loinc.org")},
    {SLICE("SCT"), SLICE("http://snomed.info/sct")},
    {SLICE("UCUM"), SLICE("http://unitsofmeasure.org")},
    {SLICE("LN"), SLICE("http://loinc.org")},
};

/* Systems of which no codes are known here. */
static const Slice SERVED[] = {
    SLICE("http://snomed.info/sct"),
    SLICE("http://loinc.org"),
    SLICE("http://unitsofmeasure.org"),
    SLICE("http://www.nlm.nih.gov/research/umls/rxnorm"),
};

Slice system_intended(const Rules *rules, Slice system)
{
    for (size_t i = 0; i < sizeof ALIASES / sizeof *ALIASES; i++) {
        if (slice_equals_ignoring_case(ALIASES[i].wrong, system)) {
            return ALIASES[i].right;
        }
    }
    Slice trimmed = slice_trim(system);
    while (trimmed.length > 0 && trimmed.bytes[trimmed.length - 1] == '/') {
        trimmed.length--;
    }
    const CodeSystem *known = rules_code_system(rules, trimmed);
    if (known) {
        return code_system_url(known);
    }
    for (size_t i = 0; i < sizeof SERVED / sizeof *SERVED; i++) {
        if (slice_equals(SERVED[i], trimmed) && !slice_equals(trimmed, system)) {
            return SERVED[i];
        }
    }
    return (Slice){NULL, 0};
}
