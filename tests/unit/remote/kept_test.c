/* What of a document a server did not keep: by meaning, without layout and meta. */
#include "src/remote/save.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(const char *sent, const char *kept, const char *lines)
{
    Document *before = document_new(slice_from(sent), "sent", NULL),
             *after = document_new(slice_from(kept), "kept", NULL);
    Text text = TEXT_EMPTY;
    remote_compare_kept(before, after, &text);
    text_append_byte(&text, '\0');
    assert_string_equal(text.bytes, lines);
    text_free(&text);
    document_free(before);
    document_free(after);
}

static void test_layout_order_and_meta_do_not_count(void **state)
{
    (void)state;
    expect("{\"resourceType\":\"Patient\",\"active\":true,\"gender\":\"male\",\"meta\":{\"versionId\":\"1\"}}",
           "{ \"resourceType\": \"Patient\", \"id\": \"7\", \"meta\": {\"versionId\": \"2\"}, \"gender\": \"male\",\n"
           "\"active\": true, \"text\": {\"status\": \"generated\"} }",
           "");
}

static void test_what_is_gone_is_named(void **state)
{
    (void)state;
    expect("{\"resourceType\":\"Patient\",\"colour\":\"red\",\"name\":[{\"text\":\"Ada\",\"nick\":\"A\"}]}",
           "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"Ada\"}]}",
           "Patient.colour: \"red\"\nPatient.name[0].nick: \"A\"\n");
    expect("{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"Ada\"},{\"text\":\"Bea\"},{\"text\":\"Cem\"}]}",
           "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"Cem\"},{\"text\":\"Ada\"}]}",
           "Patient.name[1].text: \"Bea\"\n");
    expect("{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"Ada\"},{\"text\":\"Bea\"}]}",
           "{\"resourceType\":\"Patient\",\"name\":[{\"text\":\"Ada\"}]}", "Patient.name[1]\n");
    expect("{\"resourceType\":\"Patient\",\"active\":true,\"multipleBirthInteger\":2}",
           "{\"resourceType\":\"Patient\",\"active\":\"true\",\"multipleBirthInteger\":3}",
           "Patient.active: true\nPatient.multipleBirthInteger: 2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout_order_and_meta_do_not_count),
        cmocka_unit_test(test_what_is_gone_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
