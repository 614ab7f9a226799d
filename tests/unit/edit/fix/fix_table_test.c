/*
 * The table of fixes: each row offers what its case says, for a document that has the issue, and what it offers does
 * something about the issue. A row without a case fails.
 */
#include "src/edit/fix/fix_table.h"

#include "src/base/text.h"
#include "src/edit/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* JSON with ' for ". */
#define STUDY                 "{'resourceType':'ImagingStudy','status':'available','subject':{'reference':'Patient/1'}"
#define SERIES                "{'uid':'1.2.3','modality':{'system':'http://dicom.nema.org/resources/ontology/DCM','code':'CT'}"
#define BUNDLE(type, entries) "{'resourceType':'Bundle','type':'" type "','entry':[" entries "]}"
#define PATIENT(id)           "{'fullUrl':'http://a.test/Patient/1','resource':{'resourceType':'Patient','id':'" id "'}}"
#define COMPOSITION                                                                                                    \
    "{'fullUrl':'http://a.test/Composition/"                                                                           \
    "c','resource':{'resourceType':'Composition','date':'2020-01-01T00:00:00Z'}}"
#define DIV "<div xmlns=\\'http://www.w3.org/1999/xhtml\\'>"

typedef struct Case {
    const char *key;
    void (*offer)(const FixOffer *offer); /* the row's */
    const char *json;
    const char *title; /* of a fix that the row offers, or its beginning */
} Case;

static const Case cases[] = {
    {"json-syntax", offer_syntax, STUDY ",}", "Remove the comma"},
    {"json-kind", offer_kind, STUDY ",'note':{'text':'a'}}", "Put the value in an array"},
    {"unknown-property", offer_name, STUDY ",'descripton':'a'}", "Rename to 'description'"},
    {"duplicate-property", offer_twice, STUDY ",'description':'a','description':'a'}", "Keep the first: \"a\""},
    {"second-choice", offer_removal, "{'resourceType':'Patient','deceasedBoolean':true,'deceasedDateTime':'2020'}",
     "Remove 'deceasedDateTime'"},
    {"choice-type", offer_choice_type,
     "{'resourceType':'Observation','meta':{'profile':['http://hl7.org/fhir/uv/ips/StructureDefinition/"
     "Observation-results-radiology-uv-ips']},'status':'final','code':{'text':'a'},'subject':{'reference':'Patient/"
     "1'},'effectiveInstant':'2020-01-01T10:00:00Z'}",
     "Rename to 'effectiveDateTime'"},
    {"extension-type", offer_choice_type,
     STUDY
     ",'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueString':'unknown'}]}",
     "Rename to 'valueCode'"},
    {"empty-object", offer_removal, STUDY ",'encounter':{}}", "Remove 'encounter'"},
    {"empty-object", offer_content, "{'resourceType':'ImagingStudy','status':'available','subject':{}}",
     "Enter a reference"},
    {"empty-array", offer_removal, STUDY ",'note':[]}", "Remove 'note'"},
    {"empty-string", offer_content, "{'resourceType':'ImagingStudy','status':'','subject':{'reference':'Patient/1'}}",
     "Change to 'available'"},
    {"empty-string", offer_removal, STUDY ",'description':''}", "Remove 'description'"},
    {"blank-string", offer_removal, STUDY ",'description':' '}", "Remove 'description'"},
    {"array-lengths", offer_nulls, "{'resourceType':'Patient','name':[{'given':['A'],'_given':[null,{'id':'b'}]}]}",
     "Add null to 'given'"},
    {"null-in-array", offer_without_null, STUDY ",'meta':{'profile':[null]}}", "Remove"},
    {"required", offer_missing, "{'resourceType':'ImagingStudy','subject':{'reference':'Patient/1'}}",
     "Add 'status': \"available\""},
    {"required", offer_missing_div, STUDY ",'description':'a','text':{'status':'generated'}}",
     "Add 'div': a narrative from the words of the resource"},
    {"required", offer_missing_div, STUDY ",'text':{'status':'generated','xyz':'" DIV "a</div>'}}", "Rename to 'div'"},
    {"gap", offer_missing, STUDY ",'series':[" SERIES ",'started':'2020-01-01'}]}", "Add 'started'"},
    {"id-missing", offer_missing, STUDY ",'contained':[{'resourceType':'Patient'}]}", "Add 'id': \"patient-1\""},
    {"resource-type", offer_missing, "{'resourceType':'imagingstudy','series':[]}",
     "Change 'resourceType' to 'ImagingStudy'"},
    {"binding-no-code", offer_missing,
     "{'resourceType':'ImagingStudy','_status':{'id':'a'},'subject':{'reference':'Patient/1'}}",
     "Add the value 'available'"},
    {"format", offer_format, STUDY ",'started':'20200131'}", "Change to '2020-01-31'"},
    {"value-range", offer_count, STUDY ",'numberOfSeries':2147483648}", "Change to 0"},
    {"value-range", offer_removal, STUDY ",'series':[" SERIES ",'number':2147483648}]}", "Remove 'number'"},
    {"id-characters", offer_format, STUDY ",'id':'a_b'}", "Change to 'a-b'"},
    {"id-length", offer_format, STUDY ",'id':'aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg'}",
     "Change to 'aaa"},
    {"string-space", offer_format, STUDY ",'description':' a'}", "Remove the whitespace"},
    {"dicom-uid-urn", offer_format,
     STUDY ",'series':[{'uid':'urn:oid:1.2.3','modality':{'system':'http://dicom.nema.org/resources/ontology/"
           "DCM','code':'CT'}}]}",
     "Change to '1.2.3'"},
    {"identifier-uri", offer_format, STUDY ",'identifier':[{'system':'urn:ietf:rfc:3986','value':'1.2.3.4.5'}]}",
     "Change to 'urn:oid:1.2.3.4.5'"},
    {"dicom-series-count", offer_count,
     STUDY ",'numberOfSeries':1,'series':[" SERIES
           "},{'uid':'1.2.5','modality':{'system':'http://dicom.nema.org/resources/ontology/DCM','code':'CT'}}]}",
     "Change to 2"},
    {"dicom-instance-count", offer_count,
     STUDY ",'numberOfInstances':0,'series':[" SERIES ",'instance':[{'uid':'1.2.4','sopClass':{'system':'urn:ietf:rfc:"
           "3986','code':'urn:oid:1.2.840.10008.5.1.4.1.1.2'}}]}]}",
     "Change to 1"},
    {"dicom-partial", offer_count, STUDY ",'numberOfSeries':3,'series':[" SERIES "}]}", "Change to 1"},
    {"dicom-sop-class-system", offer_sop_class_coding,
     STUDY ",'series':[" SERIES
           ",'instance':[{'uid':'1.2.4','sopClass':{'system':'http://a.test','code':'1.2.840.10008.5.1.4.1.1.2'}}]}]}",
     "Change to 'urn:oid:1.2.840.10008.5.1.4.1.1.2'"},
    {"dicom-sop-class-unknown", offer_sop_class_coding,
     STUDY ",'series':[" SERIES
           ",'instance':[{'uid':'1.2.4','sopClass':{'system':'urn:ietf:rfc:3986','code':'CT Image Storage'}}]}]}",
     "Change to 'urn:oid:1.2.840.10008.5.1.4.1.1.2'"},
    {"dicom-modality-list", offer_modality_list,
     STUDY ",'modality':[{'system':'http://dicom.nema.org/resources/ontology/DCM','code':'MR'}],'series':[" SERIES
           "}]}",
     "Add 'CT' to 'modality' of the study"},
    {"dicom-study-uid", offer_study_uid, STUDY "}", "Add the Study Instance UID"},
    {"dicom-study-uids", offer_removal,
     STUDY ",'identifier':[{'system':'urn:dicom:uid','value':'urn:oid:1.2.3'},{'system':'urn:dicom:uid','value':'urn:"
           "oid:1.2.4'}]}",
     "Remove item 2 of 'identifier'"},
    {"dicom-accession", offer_accession_type,
     STUDY ",'identifier':[{'type':{'text':'Accession'},'system':'urn:oid:1.2.3.4.5','value':'A1'}]}", "Add"},
    {"dicom-number-twice", offer_free_number,
     STUDY ",'series':[" SERIES ",'number':1},{'uid':'1.2.5','number':1,'modality':{'system':'http://dicom.nema.org/"
           "resources/ontology/DCM','code':'CT'}}]}",
     "Change to 2 (free number)"},
    {"dicom-uid-twice", offer_fresh_uid, STUDY ",'series':[" SERIES "}," SERIES "}]}", "Generate a new UID"},
    {"duplicate-id", offer_other_id, STUDY ",'note':[{'id':'a','text':'a'},{'id':'a','text':'b'}]}",
     "Change to a new id"},
    {"dicom-started", offer_study_start, STUDY ",'started':'2020-01-02','series':[" SERIES ",'started':'2020-01-01'}]}",
     "Change 'started' of the study"},
    {"dicom-laterality", offer_removal,
     STUDY ",'series':[" SERIES
           ",'bodySite':{'system':'http://snomed.info/sct','code':'80891009'},'laterality':{'system':'http://"
           "snomed.info/sct','code':'7771000'}}]}",
     "Remove 'laterality'"},
    {"fixed-value", offer_prescribed,
     "{'resourceType':'Observation','meta':{'profile':['http://hl7.org/fhir/StructureDefinition/"
     "bodyweight']},'status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/"
     "observation-category','code':'vital-signs'}]}],'code':{'coding':[{'system':'http://"
     "loinc.org','code':'29463-7'}]},'subject':{'reference':'Patient/"
     "1'},'effectiveDateTime':'2020-01-01','valueQuantity':{'value':1,'unit':'a','system':'http://"
     "a.test','code':'kg'}}",
     "Change to"},
    {"pattern-value", offer_prescribed,
     "{'resourceType':'Composition','meta':{'profile':['http://hl7.org/fhir/uv/ips/StructureDefinition/"
     "Composition-uv-ips']},'status':'final','type':{'coding':[{'system':'http://"
     "loinc.org','code':'11503-0'}]},'subject':{'reference':'Patient/"
     "1'},'date':'2020-01-01','author':[{'display':'a'}],'title':'a'}",
     "Change to"},
    {"base64-space", offer_base64, "{'resourceType':'Binary','contentType':'text/plain','data':'YWJj ZGVm'}",
     "Remove the whitespace"},
    {"extension-version", offer_plain_url,
     "{'resourceType':'Patient','extension':[{'url':'http://hl7.org/fhir/StructureDefinition/"
     "patient-birthPlace|4.0.1','valueAddress':{'city':'a'}}]}",
     "Remove the version"},
    {"narrative-language", offer_narrative_language,
     STUDY ",'language':'de','text':{'status':'generated','div':'<div xmlns=\\'http://www.w3.org/1999/xhtml\\' "
           "lang=\\'en\\'>a</div>'}}",
     "Change 'lang' and 'xml:lang' of the div to 'de'"},
    {"narrative-language", offer_narrative_language,
     STUDY ",'language':'en','text':{'status':'generated','div':'" DIV "x</div>'}}", "Add lang=\"en\" to the div"},
    {"binding-required", offer_code,
     "{'resourceType':'ImagingStudy','status':'completed','subject':{'reference':'Patient/1'}}",
     "Change to 'available'"},
    {"code-unknown", offer_modality_meant,
     STUDY
     ",'series':[{'uid':'1.2.3','modality':{'system':'http://dicom.nema.org/resources/ontology/DCM','code':'MRI'}}]}",
     "Change to 'MR'"},
    {"code-unknown", offer_code,
     STUDY
     ",'series':[{'uid':'1.2.3','modality':{'system':'http://dicom.nema.org/resources/ontology/DCM','code':'ct'}}]}",
     "Change to 'CT'"},
    {"code-replaced", offer_replaced_code,
     STUDY ",'reasonCode':[{'coding':[{'system':'http://hl7.org/fhir/uv/ips/CodeSystem/"
           "absent-unknown-uv-ips','code':'no-known-problems'}]}]}",
     "Change to '160245001'"},
    {"display-wrong", offer_display,
     STUDY ",'series':[{'uid':'1.2.3','modality':{'system':'http://dicom.nema.org/resources/ontology/"
           "DCM','code':'CT','display':'Banana'}}]}",
     "Change to 'Computed Tomography'"},
    {"system-https", offer_system,
     STUDY ",'reasonCode':[{'coding':[{'system':'https://loinc.org','code':'24627-2'}]}]}",
     "Change to 'http://loinc.org'"},
    {"system-inexact", offer_system,
     STUDY ",'reasonCode':[{'coding':[{'system':'http://loinc.org/','code':'24627-2'}]}]}",
     "Change to 'http://loinc.org'"},
    {"system-value-set", offer_system,
     "{'resourceType':'Condition','subject':{'reference':'Patient/1'},'clinicalStatus':{'coding':[{'system':'http://"
     "hl7.org/fhir/ValueSet/condition-clinical','code':'active'}]}}",
     "Change to 'http://terminology.hl7.org/CodeSystem/condition-clinical'"},
    {"system-wrong", offer_system,
     "{'resourceType':'Condition','subject':{'reference':'Patient/1'},'clinicalStatus':{'coding':[{'system':'http://"
     "snomed.info/sct','code':'active'}]}}",
     "Change to 'http"},
    {"system-relative", offer_system, STUDY ",'reasonCode':[{'coding':[{'system':'loinc','code':'24627-2'}]}]}",
     "Change to 'http://loinc.org'"},
    {"system-unknown", offer_system,
     STUDY ",'reasonCode':[{'coding':[{'system':'http://hl7.org/fhir/v2/0203','code':'ACSN'}]}]}",
     "Change to 'http://terminology.hl7.org/CodeSystem/v2-0203'"},
    {"system-missing", offer_missing_system,
     "{'resourceType':'Condition','subject':{'reference':'Patient/1'},'clinicalStatus':{'coding':[{'code':'active'}]}}",
     "Add 'system': 'http://terminology.hl7.org/CodeSystem/condition-clinical'"},
    {"identifier-system", offer_system, STUDY ",'identifier':[{'system':'1.2.3.4.5','value':'a'}]}",
     "Change to 'urn:oid:1.2.3.4.5'"},
    {"language-broken", offer_language, STUDY ",'language':'en_US'}", "Change to 'en-US'"},
    {"extension-modifier", offer_extension_list,
     STUDY ",'modifierExtension':[{'url':'http://hl7.org/fhir/StructureDefinition/"
           "data-absent-reason','valueCode':'unknown'}]}",
     "Rename to 'extension'"},
    {"extension-unknown", offer_extension, STUDY ",'extension':[{'url':'http://a.test/b','valueCode':'unknown'}]}",
     "Enter another URL"},
    {"extension-url", offer_extension, STUDY ",'extension':[{'url':'a','valueCode':'unknown'}]}", "Enter another URL"},
    {"ext-1", offer_extension_parts,
     STUDY ",'extension':[{'url':'http://a.test/b','valueString':'a','extension':[{'url':'c','valueString':'d'}]}]}",
     "Remove 'extension' (1 item)"},
    {"example-url", offer_address,
     "{'resourceType':'ImagingStudy','implicitRules':'http://example.org/"
     "a','status':'available','subject':{'reference':'Patient/1'}}",
     "Remove 'implicitRules'"},
    {"url-unknown", offer_address,
     "{'resourceType':'ImagingStudy','implicitRules':'http://hl7.org/fhir/"
     "nowhere','status':'available','subject':{'reference':'Patient/1'}}",
     "Remove"},
    {"contained-orphan", offer_contained, STUDY ",'contained':[{'resourceType':'Patient','id':'p'}]}",
     "Change 'subject' to the contained resource"},
    {"contained-id", offer_contained,
     STUDY ",'contained':[{'resourceType':'Patient','id':'p'},{'resourceType':'Patient','id':'p'}]}",
     "Change to a new id"},
    {"dom-2", offer_contained_meta,
     STUDY ",'contained':[{'resourceType':'Patient','id':'p','contained':[{'resourceType':'Patient','id':'q'}]}]}",
     "Move the inner resources"},
    {"dom-4", offer_contained_meta,
     STUDY ",'contained':[{'resourceType':'Patient','id':'p','meta':{'versionId':'1'}}]}", "Remove 'meta'"},
    {"dom-5", offer_contained_meta,
     STUDY
     ",'contained':[{'resourceType':'Patient','id':'p','meta':{'security':[{'system':'http://a.test','code':'b'}]}}]}",
     "Remove 'meta'"},
    {"per-1", offer_period, "{'resourceType':'Patient','name':[{'family':'A','period':{'start':'2021','end':'2020'}}]}",
     "Swap the start and the end"},
    {"bundle-not-found", offer_entry,
     "{'resourceType':'Bundle','type':'document','identifier':{'system':'http://a.test/"
     "i','value':'1'},'timestamp':'2020-01-01T10:00:00Z','entry':[{'fullUrl':'http://h.test/fhir/Composition/"
     "c','resource':{'resourceType':'Composition','id':'c','status':'final','type':{'text':'a'},'subject':{'reference':"
     "'Patient/"
     "p'},'date':'2020','author':[{'display':'a'}],'title':'a'}},{'fullUrl':'urn:uuid:93b569df-7729-43df-a3b5-"
     "33dc9b3e5dbb','resource':{'resourceType':'Patient','id':'p'}}]}",
     "Change the reference to the fullUrl of the entry"},
    {"reference-bundle", offer_entry,
     "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'http://h.test/fhir/Other/"
     "c','resource':{'resourceType':'ImagingStudy','id':'c','status':'available','subject':{'reference':'Patient/"
     "p'}}},{'fullUrl':'urn:uuid:93b569df-7729-43df-a3b5-33dc9b3e5dbb','resource':{'resourceType':'Patient','id':'p'}}]"
     "}",
     "Change the reference to the fullUrl of the entry"},
    {"reference-base", offer_entry,
     "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'ImagingStudy','id':'c','"
     "status':'available','subject':{'reference':'Patient/"
     "p'}}},{'fullUrl':'urn:uuid:93b569df-7729-43df-a3b5-33dc9b3e5dbb','resource':{'resourceType':'Patient','id':'p'}}]"
     "}",
     "Change the reference to the fullUrl of the entry"},
    {"bundle-full-url", offer_full_url,
     "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'Basic','id':'93b569df-7729-"
     "43df-a3b5-33dc9b3e5dbb','code':{'text':'b'}}}]}",
     "Add 'fullUrl': \"urn:uuid:93b569df-7729-43df-a3b5-33dc9b3e5dbb\""},
    {"bundle-orphan", offer_orphan,
     "{'resourceType':'Bundle','type':'document','identifier':{'system':'http://a.test/"
     "i','value':'1'},'timestamp':'2020-01-01T10:00:00Z','entry':[{'fullUrl':'http://h.test/fhir/Composition/"
     "c','resource':{'resourceType':'Composition','id':'c','status':'final','type':{'text':'a'},'subject':{'reference':"
     "'http://x.test/y'},'date':'2020','author':[{'display':'a'}],'title':'a'}},{'fullUrl':'http://h.test/fhir/Patient/"
     "p','resource':{'resourceType':'Patient','id':'p'}}]}",
     "Remove"},
    {"reference-form", offer_reference,
     "{'resourceType':'ImagingStudy','status':'available','subject':{'reference':' Patient/1'}}",
     "Remove the whitespace"},
    {"reference-target", offer_reference,
     "{'resourceType':'ImagingStudy','status':'available','contained':[{'resourceType':'Device','id':'d'}],'subject':{'"
     "reference':'#d'}}",
     "Enter a reference"},
    {"reference-type", offer_reference,
     "{'resourceType':'ImagingStudy','status':'available','subject':{'reference':'Patient/1','type':'Group'}}",
     "Remove 'type'"},
    {"reference-profile", offer_reference_target,
     "{'resourceType':'ImagingStudy','status':'available','contained':[{'resourceType':'Patient','id':'p'}],'subject':{"
     "'reference':'#p'}}",
     "Go to the invalid Patient in line 1"},
    {"reference-contained", offer_reference,
     "{'resourceType':'ImagingStudy','status':'available','subject':{'reference':'#q'}}", "Enter a reference"},
    {"reference-bundle", offer_reference,
     "{'resourceType':'Bundle','type':'collection','entry':[{'fullUrl':'urn:uuid:93b569df-7729-43df-a3b5-33dc9b3e5daa',"
     "'resource':{'resourceType':'ImagingStudy','id':'c','status':'available','subject':{'reference':'Patient/"
     "p'}}},{'fullUrl':'urn:uuid:93b569df-7729-43df-a3b5-33dc9b3e5dbb','resource':{'resourceType':'Patient','id':'p'}}]"
     "}",
     "Move"},
    {"reference-empty", offer_reference,
     "{'resourceType':'ImagingStudy','status':'available','subject':{'type':'Patient'}}", "Enter a reference"},
    {"narrative-malformed", offer_narrative, STUDY ",'text':{'status':'generated','div':'" DIV "<b>x</div>'}}",
     "Close"},
    {"narrative-unclosed", offer_narrative, STUDY ",'text':{'status':'generated','div':'" DIV "x'}}",
     "Close the open element"},
    {"narrative-root", offer_narrative,
     STUDY ",'text':{'status':'generated','div':'<p xmlns=\\'http://www.w3.org/1999/xhtml\\'>x</p>'}}", "Put"},
    {"narrative-namespace", offer_narrative, STUDY ",'text':{'status':'generated','div':'<div>x</div>'}}", "Add"},
    {"narrative-namespace", offer_narrative,
     STUDY ",'text':{'status':'generated','div':'<div xmlns=\\'http://a.test\\'>x</div>'}}", "Change to the namespace"},
    {"narrative-element", offer_narrative, STUDY ",'text':{'status':'generated','div':'" DIV "<font>x</font></div>'}}",
     "Remove the element 'font', keep its words"},
    {"narrative-attribute", offer_narrative,
     STUDY ",'text':{'status':'generated','div':'" DIV "<p onclick=\\'a\\'>x</p></div>'}}", "Remove the attribute"},
    {"narrative-entity", offer_narrative, STUDY ",'text':{'status':'generated','div':'" DIV "&nbsp;x</div>'}}",
     "Change to the number of the character"},
    {"narrative-construct", offer_narrative, STUDY ",'text':{'status':'generated','div':'" DIV "<?a b?>x</div>'}}",
     "Remove"},
    {"narrative-nesting", offer_narrative, STUDY ",'text':{'status':'generated','div':'" DIV "<ul>x</ul></div>'}}",
     "Keep"},
    {"narrative-empty", offer_generated,
     "{'resourceType':'Patient','text':{'status':'generated','div':'" DIV "</div>'},'name':[{'family':'A'}]}",
     "Make a narrative"},
    {"narrative-empty", offer_narrative, STUDY ",'text':{'status':'generated','div':'" DIV "</div>'}}",
     "Remove 'text'"},
    {"narrative-link", offer_narrative,
     STUDY ",'text':{'status':'generated','div':'" DIV "<a href=\\'#q\\'>x</a></div>'}}", "Remove"},
    {"narrative-url", offer_narrative,
     STUDY ",'text':{'status':'generated','div':'" DIV "<a href=\\'\\'>x</a></div>'}}", "Remove"},
    {"dicom-uid-syntax", offer_right_uid,
     STUDY
     ",'series':[{'uid':'first','modality':{'system':'http://dicom.nema.org/resources/ontology/DCM','code':'CT'}}]}",
     "Enter another UID"},
    {"bundle-first", offer_first_entry, BUNDLE("document", PATIENT("1") "," COMPOSITION), "Move item 2 of 'entry'"},
    {"bdl-1", offer_bundle_parts, BUNDLE("collection','total':1,'id':'a", PATIENT("1")), "Remove 'total'"},
    {"bdl-2", offer_bundle_parts, BUNDLE("collection", "{'search':{'mode':'match'}}"), "Change 'type' to 'searchset'"},
    {"bdl-3", offer_bundle_parts, BUNDLE("transaction", PATIENT("1")), "Add 'request' to 1 entry"},
    {"bdl-4", offer_bundle_parts, BUNDLE("batch-response", PATIENT("1")), "Change 'type' to 'collection'"},
    {"bdl-7", offer_unique_full_url, BUNDLE("collection", PATIENT("1") "," PATIENT("2")),
     "Change the fullUrl of item 2"},
    {"bdl-8", offer_plain_full_url, BUNDLE("collection", "{'fullUrl':'http://a.test/P/1/_history/3'}"),
     "Change 'fullUrl'"},
    {"bdl-9", offer_document_identifier, BUNDLE("document", COMPOSITION), "Add 'identifier'"},
    {"bdl-10", offer_timestamp, BUNDLE("document", COMPOSITION), "Add 'timestamp': \"2020-01-01T00:00:00Z\""},
    {"ips-comp-1", offer_empty_reason,
     "{'resourceType':'Composition','meta':{'profile':['http://hl7.org/fhir/uv/ips/StructureDefinition/"
     "Composition-uv-ips']},'status':'final','type':{'coding':[{'system':'http://"
     "loinc.org','code':'60591-5'}]},'subject':{'reference':'Patient/"
     "1'},'date':'2020-01-01','author':[{'display':'a'}],'title':'a','section':[{'title':'A','code':{'coding':[{'"
     "system':'http://loinc.org','code':'48765-2'}]},'text':{'status':'generated','div':'" DIV "x</div>'}}]}",
     "Add 'emptyReason': Unavailable"},
    {"ips-pat-1", offer_patient_name,
     "{'resourceType':'Patient','meta':{'profile':['http://hl7.org/fhir/uv/ips/StructureDefinition/"
     "Patient-uv-ips']},'name':[{'use':'official'}],'birthDate':'1970'}",
     "Add 'text': enter the whole name"},
    {"vs-1", offer_known_value,
     "{'resourceType':'Observation','meta':{'profile':['http://hl7.org/fhir/StructureDefinition/"
     "bodyweight']},'status':'final','category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/"
     "observation-category','code':'vital-signs'}]}],'code':{'coding':[{'system':'http://"
     "loinc.org','code':'29463-7'}]},'subject':{'reference':'Patient/"
     "1'},'_effectiveDateTime':{'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/"
     "data-absent-reason','valueCode':'unknown'}]},'valueQuantity':{'value':1,'unit':'kg','system':'http://"
     "unitsofmeasure.org','code':'kg'}}",
     "Enter the value in place of the reason"},
    {"reference-base", offer_entry_url,
     "{'resourceType':'Bundle','type':'collection','entry':[{'resource':{'resourceType':'ImagingStudy','id':'c','"
     "status':'available','subject':{'reference':'Patient/"
     "p'}}},{'fullUrl':'urn:uuid:93b569df-7729-43df-a3b5-33dc9b3e5dbb','resource':{'resourceType':'Patient','id':'q'}}]"
     "}",
     "Go to the entry in line 1"},
    {"system-version", offer_no_version,
     "{'resourceType':'Condition','subject':{'reference':'Patient/1'},'clinicalStatus':{'coding':[{'system':'http://"
     "terminology.hl7.org/CodeSystem/condition-clinical','version':'9.9','code':'active'}]}}",
     "Remove 'version'"},
    {"qty-3", offer_unit_system,
     "{'resourceType':'Observation','status':'final','code':{'text':'a'},'valueQuantity':{'value':1,'code':'kg'}}",
     "Add 'system': 'http://unitsofmeasure.org'"},
    {"slice-required", offer_slice,
     "{'resourceType':'Observation','meta':{'profile':['http://hl7.org/fhir/StructureDefinition/"
     "bodyweight']},'status':'final','category':[{'text':'a'}],'code':{'coding':[{'system':'http://"
     "loinc.org','code':'29463-7'}]},'subject':{'reference':'Patient/"
     "1'},'effectiveDateTime':'2020-01-01','valueQuantity':{'value':1,'unit':'kg','system':'http://"
     "unitsofmeasure.org','code':'kg'}}",
     "Add 'category': vital-signs"},
};

enum { CASES = sizeof cases / sizeof *cases };

static Document *document_of(const char *json)
{
    Text text = TEXT_EMPTY;
    for (const char *at = json; *at; at++) {
        text_append_byte(&text, *at == '\'' ? '"' : *at);
    }
    Document *document = document_new(text_slice(&text), "case", NULL);
    assert_non_null(document);
    text_free(&text);
    return document;
}

static uint32_t count_of(const Report *report, const char *key)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < report_count(report); i++) {
        count += strcmp(report_issue(report, i)->key, key) == 0;
    }
    return count;
}

/* The first fix with the title of a case; NULL where the row offers none. */
static const Fix *find_fix(const FixList *list, const Case *wanted)
{
    for (size_t i = 0; i < list->count; i++) {
        if (slice_starts_with(list->fixes[i].title, slice_from(wanted->title))) {
            return &list->fixes[i];
        }
    }
    return NULL;
}

/* Offers what the row of a case offers for the issues of its key. */
static FixList offer_case(const Operation *operation, const Report *report, const Case *wanted)
{
    FixList list = FIX_LIST_EMPTY;
    for (uint32_t i = 0; i < report_count(report); i++) {
        if (strcmp(report_issue(report, i)->key, wanted->key) == 0) {
            FixOffer offer = fix_offer_for(operation, report_issue(report, i), &list);
            wanted->offer(&offer);
        }
    }
    return list;
}

/* Makes a fix, with an answer where it asks for one: fewer issues of the key are left, unless the answer is as wrong.
 */
static void make(Checker *checker, Document *document, const Fix *fix, const Case *wanted)
{
    History *history = history_new(document, (PatchListener){0});
    Report *report = check_document(checker, document);
    uint32_t before = count_of(report, wanted->key);
    SpliceList splices = SPLICE_LIST_EMPTY;
    if (fix->question.length > 0) {
        fix_answer(fix, SLICE("x"), &splices);
    }
    assert_true(history_apply(history, fix->question.length > 0 ? &splices : &fix->splices, SLICE("fix"), NULL));
    report_free(report);
    report = check_document(checker, document);
    if (fix->question.length == 0 && count_of(report, wanted->key) >= before) {
        fail_msg("%s: '%s' leaves the issue", wanted->key, wanted->title);
    }
    report_free(report);
    splice_list_free(&splices);
    history_free(history);
}

static void rows_offer_what_their_cases_say(void **state)
{
    CheckOptions options = {.profile = SLICE("")};
    Rules *rules = rules_new();
    Checker *checker = checker_new(rules, &options, clock_system());
    (void)state;
    for (size_t i = 0; i < CASES; i++) {
        Document *document = document_of(cases[i].json);
        Report *report = check_document(checker, document);
        Operation operation = {.checker = checker, .document = document, .clock = clock_system()};
        FixList list = offer_case(&operation, report, &cases[i]);
        const Fix *fix = find_fix(&list, &cases[i]);
        if (!fix) {
            fail_msg("%s: '%s' is not offered (%u issues, %u fixes)", cases[i].key, cases[i].title,
                     count_of(report, cases[i].key), (unsigned)list.count);
        }
        report_free(report);
        if (fix->target == NODE_NONE) {
            make(checker, document, fix, &cases[i]);
        }
        fix_list_free(&list);
        document_free(document);
    }
    checker_free(checker);
    rules_free(rules);
}

static void every_row_has_a_case(void **state)
{
    size_t count = 0;
    const FixRow *rows = fix_table(&count);
    (void)state;
    assert_true(count > 0);
    for (size_t row = 0; row < count; row++) {
        const char *name = key_name(rows[row].key, rows[row].invariant);
        bool is_found = false;
        for (size_t i = 0; i < CASES; i++) {
            is_found = is_found || (cases[i].offer == rows[row].offer && strcmp(cases[i].key, name) == 0);
        }
        if (!is_found) {
            fail_msg("row %u, %s: no case", (unsigned)row, name);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_offer_what_their_cases_say),
        cmocka_unit_test(every_row_has_a_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
