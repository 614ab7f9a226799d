/*
 * Systems: the URIs by which documents say what codes, identifiers and extensions are. String literals, to be joined
 * with others.
 */
#ifndef IPSE_BASE_SYSTEMS_H
#define IPSE_BASE_SYSTEMS_H

/* Schemes of URIs (RFC 3061, RFC 9562). */
#define SCHEME_OID  "urn:oid:"
#define SCHEME_UUID "urn:uuid:"

/* Systems of identifiers (http://hl7.org/fhir/R4/identifier-registry.html). */
#define SYSTEM_URI       "urn:ietf:rfc:3986"
#define SYSTEM_DICOM_UID "urn:dicom:uid"

/* Code systems. */
#define SYSTEM_SNOMED          "http://snomed.info/sct"
#define SYSTEM_LOINC           "http://loinc.org"
#define SYSTEM_UCUM            "http://unitsofmeasure.org"
#define SYSTEM_DICOM           "http://dicom.nema.org/resources/ontology/DCM"
#define SYSTEM_LANGUAGE        "urn:ietf:bcp:47"
#define SYSTEM_MEDIA_TYPE      "urn:ietf:bcp:13"
#define SYSTEM_IDENTIFIER_TYPE "http://terminology.hl7.org/CodeSystem/v2-0203"

/* What the URLs of definitions begin with: FHIR's own, those of its tools, the IPS's. */
#define FHIR_URL        "http://hl7.org/fhir/"
#define FHIR_STRUCTURES FHIR_URL "StructureDefinition/"
#define FHIR_TOOLS      FHIR_URL "tools/StructureDefinition/"
#define IPS_STRUCTURES  FHIR_URL "uv/ips/StructureDefinition/"

#define XHTML_NAMESPACE "http://www.w3.org/1999/xhtml"

#endif
