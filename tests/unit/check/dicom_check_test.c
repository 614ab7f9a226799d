/* DICOM check: one study for each rule, and what is heard of it. */
#include "src/check/dicom/dicom_check.h"

#include "src/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define ID                                                                                                             \
    "'identifier':[{'system':'urn:dicom:uid','value':'urn:oid:1.2.3'},{'type':{'coding':[{'system':"                   \
    "'http://terminology.hl7.org/CodeSystem/v2-0203','code':'ACSN'}]},'system':'http://h/accession','value':'1'}]"
#define DCM(code) "{'system':'http://dicom.nema.org/resources/ontology/DCM','code':'" code "'}"
#define SOP(uid)  "'sopClass':{'system':'urn:ietf:rfc:3986','code':'urn:oid:1.2.840.10008." uid "'}"
#define CT_IMAGE  SOP("5.1.4.1.1.2")
#define SCT(code) "{'system':'http://snomed.info/sct','code':'" code "'}"

typedef struct Heard {
    Text keys;
    const Document *document;
    bool hears_blanks;
} Heard;

/* Writes "W key @bytes; " where the bytes are those of the node, up to twelve. */
__attribute__((format(printf, 3, 0))) static void hear(void *context, const IssueForm *issue, const char *format,
                                                       va_list arguments)
{
    Heard *heard = context;
    Text message = TEXT_EMPTY;
    if (issue->key == KEY_DICOM_BLANK && !heard->hears_blanks) {
        return;
    }
    text_format(&heard->keys, "%c %s", "NWE"[issue_form_severity(issue)],
                key_name(issue->key, NULL) + strlen("dicom-"));
    if (issue->missing.length > 0) {
        text_format(&heard->keys, " -%.*s", SLICE_ARGS(issue->missing));
    }
    text_append(&heard->keys, SLICE("; "));
    text_format_list(&message, format, arguments);
    assert_true(message.length > 0 && issue_form_detail(issue).length > 0);
    text_free(&message);
    assert_true(issue->node < document_count(heard->document));
}

static NodeId resolve(void *context, NodeId reference)
{
    const Document *document = ((Heard *)context)->document;
    (void)reference;
    NodeId contained = document_member(document, 0, SLICE("contained"));
    return contained == NODE_NONE ? NODE_NONE : document_first_child(document, contained);
}

/* A document of text that is written with single quotes. */
static Document *read(const char *json)
{
    Text text = TEXT_EMPTY;
    text_append(&text, slice_from(json));
    for (size_t i = 0; i < text.length; i++) {
        text.bytes[i] = text.bytes[i] == '\'' ? '"' : text.bytes[i];
    }
    Document *document = document_take(&text, "study.json", NULL);
    assert_non_null(document);
    assert_int_equal(document_fault_count(document), 0);
    return document;
}

/* Asks all parts of the check about a study. */
static void check_study(DicomChecker *checker, const Document *document, NodeId study)
{
    dicom_check_series_numbers(checker, document, study);
    dicom_check_uids(checker, document, study);
    NodeId list = document_member(document, study, SLICE("series"));
    for (NodeId series = list == NODE_NONE ? NODE_NONE : document_first_child(document, list); series != NODE_NONE;
         series = document_next_sibling(document, series)) {
        NodeId instances = document_member(document, series, SLICE("instance"));
        for (NodeId item = instances == NODE_NONE ? NODE_NONE : document_first_child(document, instances);
             item != NODE_NONE; item = document_next_sibling(document, item)) {
            dicom_check_instance(checker, document, item);
        }
        dicom_check_instance_numbers(checker, document, series);
        dicom_check_series_itself(checker, document, series);
    }
    dicom_check_study_itself(checker, document, study);
}

/* Checks studies of one document, or of several with one memory, and compares what is heard. */
static void expect_of(const char *json, bool hears_blanks, const char *keys)
{
    Document *document = read(json);
    Heard heard = {.document = document, .hears_blanks = hears_blanks};
    DicomHandler handler = {.context = &heard, .issues = {&heard, hear}, .resolve = resolve};
    Arena *scratch = arena_new();
    DicomChecker *checker = dicom_checker_new(scratch);
    dicom_checker_hand_to(checker, &handler);
    if (document_node(document, 0)->kind == NODE_ARRAY) {
        for (NodeId study = 1; study != NODE_NONE; study = document_next_sibling(document, study)) {
            check_study(checker, document, study);
        }
    } else {
        check_study(checker, document, 0);
    }
    text_append(&heard.keys, SLICE(""));
    text_append_byte(&heard.keys, '\0');
    assert_string_equal(heard.keys.bytes, keys);
    text_free(&heard.keys);
    dicom_checker_free(checker);
    arena_free(scratch);
    document_free(document);
}

#define FIRST_SERIES                                                                                                   \
    "{'uid':'1.2.4','number':1,'started':'2020-01-01T10:01:00Z','numberOfInstances':2,'modality':" DCM(                \
        "CT") ",'bodySite':" SCT("80891009") ",'instance':[{'uid':'1.2.5','number':1," CT_IMAGE                        \
                                             "},{'uid':'1.2.6','number':2," CT_IMAGE "}]}"
#define SECOND_SERIES                                                                                                  \
    "{'uid':'1.2.7','number':2,'numberOfInstances':1,'modality':" DCM("SR") ",'bodySite':" SCT(                        \
        "76752008") ",'laterality':" SCT("7771000") ",'instance':[{'uid':'1.2.8','number':"                            \
                                                    "1," SOP("5.1.4.1.1.88.11") "}]}"

/* As expect_of, without what is said of things left blank, which most of the studies here are made of. */
static void expect(const char *json, const char *keys)
{
    expect_of(json, false, keys);
}

static void test_a_sound_study_is_passed_in_silence(void **state)
{
    (void)state;
    static const char study[] = "{" ID ",'started':'2020-01-01T10:00:00Z','numberOfSeries':2,'numberOfInstances':3,"
                                "'modality':[" DCM("CT") "],'series':[" FIRST_SERIES "," SECOND_SERIES "]}";
    expect(study, "");
}

static void test_the_identifier_of_a_study(void **state)
{
    (void)state;
    expect("{}", "W study-uid -identifier; ");
    expect("{'identifier':[{'system':'urn:x','value':'1'}]}", "W study-uid; ");
    expect("{'identifier':[{'system':'urn:dicom:uid'}]}", "W study-uid -value; ");
    expect("{'identifier':[{'system':'urn:dicom:uid','value':'1.2.3'}]}", "W uid-urn; ");
    expect("{'identifier':[{'system':'urn:dicom:uid','value':'urn:oid:1.2.03'}]}", "W uid-syntax; ");
    expect("{'identifier':[{'system':'urn:dicom:uid','value':'urn:oid:1.2.3'},{'system':'urn:dicom:uid','value':"
           "'urn:oid:1.2.4'}]}",
           "W study-uids; ");
    expect("{'identifier':[{'system':'urn:dicom:uid','value':'urn:oid:1.2.3'},{'system':'http://h/Accession','value':"
           "'1'}]}",
           "W accession -type; ");
    expect("{'identifier':[{'system':'urn:dicom:uid','value':'urn:oid:1.2.3'},{'type':{'text':'Accession No.'},'value':"
           "'1'}]}",
           "W accession; ");
    expect("{'identifier':[{'system':'urn:dicom:uid','value':'urn:oid:1.2.3'},{'type':{'coding':[{'code':'ACSN'}]},"
           "'value':'1'}]}",
           "W accession; ");
}

static void test_counts_are_compared_with_what_is_listed(void **state)
{
    (void)state;
    expect("{" ID ",'numberOfSeries':1,'series':[{'uid':'1.1'},{'uid':'1.2'}]}", "W series-count; ");
    expect("{" ID ",'numberOfSeries':3,'series':[{'uid':'1.1'}]}", "N partial; ");
    expect("{" ID ",'numberOfSeries':3}", "");
    expect("{" ID ",'numberOfInstances':1,'series':[{'uid':'1.1','numberOfInstances':2}]}", "W instance-count; ");
    expect("{" ID ",'numberOfInstances':5,'series':[{'uid':'1.1','numberOfInstances':2}]}", "W instance-count; ");
    expect("{" ID ",'numberOfSeries':2,'numberOfInstances':5,'series':[{'uid':'1.1','numberOfInstances':2}]}",
           "N partial; ");
    expect("{" ID ",'series':[{'uid':'1.1','numberOfInstances':1,'instance':[{'uid':'1.2'},{'uid':'1.3'}]}]}",
           "W instance-count; ");
    expect("{" ID ",'series':[{'uid':'1.1','numberOfInstances':3,'instance':[{'uid':'1.2'},{'uid':'1.3'}]}]}",
           "N partial; ");
}

static void test_modalities(void **state)
{
    (void)state;
    expect("{" ID ",'modality':[" DCM("MR") "],'series':[{'uid':'1.1','modality':" DCM("CT") "}]}",
           "W modality-list; W modality-list; ");
    expect("{" ID ",'modality':[" DCM("CT") "," DCM("SR") "],'series':[{'uid':'1.1','modality':" DCM(
               "CT") "},{'uid':'1.2','modality':" DCM("SR") "}]}",
           "W modality-list; ");
    expect("{" ID ",'modality':[" DCM("CT") "],'series':[{'uid':'1.1','modality':" DCM(
               "CT") "},{'uid':'1.2','modality':{'code':'CAT'}}]}",
           "");
    expect("{" ID ",'series':[{'uid':'1.1','modality':" DCM("ST") "}]}", "W modality-retired; ");
    expect("{" ID ",'series':[{'uid':'1.1','modality':" DCM("121322") "}]}", "W modality-none; ");
}

static void test_series(void **state)
{
    (void)state;
    expect("{" ID ",'series':[{'uid':'urn:oid:1.1'}]}", "E uid-urn; ");
    expect("{" ID ",'series':[{'uid':'1.01'}]}", "W uid-syntax; ");
    expect("{" ID ",'series':[{'uid':'1.2.840.10008.5.1'}]}", "W uid-syntax; ");
    expect("{" ID ",'series':[{'uid':'2.25.340282366920938463463374607431768211455'}]}", "");
    expect("{" ID ",'series':[{'uid':'2.25.340282366920938463463374607431768211456'}]}", "W uid-syntax; ");
    expect("{" ID ",'series':[{'uid':'1'},{'uid':'1'}]}", "W uid-syntax; W uid-syntax; ");
    expect("{" ID ",'started':'2020-02','series':[{'uid':'1.1','started':'2020-01-31'}]}", "W started; ");
    expect("{" ID ",'started':'2020-02','series':[{'uid':'1.1','started':'2020'}]}", "");
    expect("{" ID ",'series':[{'uid':'1.1','bodySite':" SCT("80891009") ",'laterality':" SCT("24028007") "}]}",
           "W laterality; ");
}

/* A study with one instance in a CT series. */
#define WITH_INSTANCE(members)                                                                                         \
    "{" ID ",'series':[{'uid':'1.1','modality':" DCM("CT") ",'instance':[{'uid':'1.2'," members "}]}]}"

static void test_sop_classes(void **state)
{
    (void)state;
    expect(WITH_INSTANCE(CT_IMAGE), "");
    expect(WITH_INSTANCE(SOP("5.1.4.1.1.7")), "");
    expect(WITH_INSTANCE(SOP("5.1.4.1.1.4")), "W sop-class-modality; ");
    expect(WITH_INSTANCE(SOP("5.1.4.1.1.9")), "W sop-class-retired; ");
    expect(WITH_INSTANCE(SOP("5.1.4.1.1.999")), "W sop-class-unknown; ");
    expect(WITH_INSTANCE(SOP("1.2.1")), "W sop-class-unknown; ");
    expect(WITH_INSTANCE("'sopClass':{'system':'urn:ietf:rfc:3986','code':'urn:oid:1.2.3'}"), "N sop-class-private; ");
    expect(WITH_INSTANCE("'sopClass':{'system':'urn:ietf:rfc:3986','code':'1.2.840.10008.5.1.4.1.1.2'}"),
           "W sop-class-system; ");
    expect(WITH_INSTANCE("'sopClass':{'system':'urn:dicom:uid','code':'urn:oid:1.2.840.10008.5.1.4.1.1.2'}"),
           "W sop-class-system; ");
    expect(WITH_INSTANCE("'sopClass':{'system':'urn:ietf:rfc:3986','code':'CT'}"), "W sop-class-unknown; ");
    expect(WITH_INSTANCE("'sopClass':'CT'"), "");
}

static void test_repetitions(void **state)
{
    (void)state;
    expect("{" ID ",'series':[{'uid':'1.1'},{'uid':'1.1'}]}", "W uid-twice; ");
    expect("{" ID ",'series':[{'uid':'1.1','instance':[{'uid':'1.2'}]},{'uid':'1.3','instance':[{'uid':'1.2'}]}]}",
           "W uid-twice; ");
    expect("{" ID ",'series':[{'uid':'1.2.3'}]}", "W uid-twice; ");
    expect("{" ID ",'series':[{'uid':'1\\u002e1'},{'uid':'1.1'}]}", "W uid-twice; ");
    expect("{" ID ",'series':[{'uid':'1.1','number':1},{'uid':'1.2','number':1}]}", "W number-twice; ");
    expect("{" ID
           ",'series':[{'uid':'1.1','instance':[{'uid':'1.2','number':1},{'uid':'1.3','number':1}]},{'uid':'1.4',"
           "'instance':[{'uid':'1.5','number':1}]}]}",
           "W number-twice; ");
    expect("[{" ID ",'series':[{'uid':'1.1'}]},{" ID ",'series':[{'uid':'1.1'}]}]", "W study-twice; ");
    expect("[{" ID
           ",'series':[{'uid':'1.1'}]},{'identifier':[{'system':'urn:dicom:uid','value':'urn:oid:1.9'}],'series':"
           "[{'uid':'1.1'}]}]",
           "W uid-twice; ");
}

/* Puts a text in the place of another one; true where the UIDs need not be compared again. */
static bool follows(DicomChecker *checker, Document *document, const char *text, const char *other)
{
    Patch patch;
    size_t offset = slice_find(document_bytes(document), slice_from(text), 0);
    uint32_t length = (uint32_t)strlen(text);
    assert_true(document_splice(document, (uint32_t)offset, length, slice_from(other), &patch, NULL));
    return dicom_checker_follow(checker, document, &patch, false);
}

/* Series and instances that come and go are compared with the others, which are not compared again. */
static void test_edits_of_different_uids_are_followed(void **state)
{
    (void)state;
    Document *document =
        read("{" ID ",'series':[{'uid':'1.1','instance':[{'uid':'1.4'},{'uid':'1.5'},{'uid':'1.6'}]},{'uid':'1.7'}]}");
    Heard heard = {.document = document};
    DicomHandler handler = {.context = &heard, .issues = {&heard, hear}, .resolve = resolve};
    Arena *scratch = arena_new();
    DicomChecker *checker = dicom_checker_new(scratch);
    dicom_checker_hand_to(checker, &handler);
    dicom_checker_reset(checker);
    dicom_check_uids(checker, document, 0);
    assert_true(follows(checker, document, "{\"uid\":\"1.4\"},", ""));
    assert_true(follows(checker, document, "1.7\"", "1.4\""));
    assert_true(follows(checker, document, "1.6\"}", "1.7\"},{\"uid\":\"1.6\",\"number\":1}"));
    assert_true(follows(checker, document, "1.5\"", "1.8\""));
    assert_false(follows(checker, document, "\"1.8\"},", "\"1.5\"},{\"uid\":\"1.7\"},"));
    dicom_checker_reset(checker);
    assert_false(follows(checker, document, "{\"uid\":\"1.7\"},", ""));
    dicom_check_uids(checker, document, 0);
    assert_false(follows(checker, document, "1.2.3", "1.2.4"));
    text_free(&heard.keys);
    dicom_checker_free(checker);
    arena_free(scratch);
    document_free(document);
}

static void test_endpoints_that_have_no_images(void **state)
{
    (void)state;
    expect("{" ID ",'contained':[{'connectionType':{'code':'direct-project'}}],'endpoint':[{'reference':'#e'}]}",
           "W endpoint; ");
    expect("{" ID ",'contained':[{'connectionType':{'code':'dicom-wado-rs'}}],'endpoint':[{'reference':'#e'}]}", "");
    expect("{" ID ",'contained':[{'connectionType':{'code':'dicom-stow-rs'}}],'series':[{'uid':'1.1','endpoint':["
           "{'reference':'#e'}]}]}",
           "W endpoint; ");
}

static void test_blanks_are_told_once(void **state)
{
    (void)state;
    expect_of("{" ID ",'series':[{'uid':'1.1'},{'uid':'1.2','description':'x','bodySite':{}}]}", true, "N blank; ");
    expect_of("{" ID ",'series':[{'uid':'1.2','description':'x','bodySite':{}}]}", true, "N blank -description; ");
    expect_of("{" ID ",'description':'y','series':[{'uid':'1.2','description':'x','bodySite':{}}]}", true, "");
    expect_of("{" ID "}", true, "");
}

static void test_odd_shapes_do_no_harm(void **state)
{
    (void)state;
    expect("[1,null,'x',[],{'series':{},'identifier':7,'modality':'CT'},{'series':[null,{'instance':[[]]},3]}]",
           "W study-uid -identifier; W study-uid -identifier; W study-uid -identifier; W study-uid -identifier; "
           "W study-uid; W study-uid -identifier; ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_sound_study_is_passed_in_silence),
        cmocka_unit_test(test_the_identifier_of_a_study),
        cmocka_unit_test(test_counts_are_compared_with_what_is_listed),
        cmocka_unit_test(test_modalities),
        cmocka_unit_test(test_series),
        cmocka_unit_test(test_sop_classes),
        cmocka_unit_test(test_repetitions),
        cmocka_unit_test(test_edits_of_different_uids_are_followed),
        cmocka_unit_test(test_endpoints_that_have_no_images),
        cmocka_unit_test(test_blanks_are_told_once),
        cmocka_unit_test(test_odd_shapes_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
