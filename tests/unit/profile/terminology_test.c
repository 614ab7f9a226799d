/* Terminology: small code systems and value sets are built into a section and asked. */
#include "src/profile/terminology.h"

#include "src/base/memory.h"
#include "src/profile/pack/term_section.h"
#include "src/profile/terms/term_builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static Text section;

const CodeSystem *rules_code_system(const Rules *rules, Slice url)
{
    (void)rules;
    return term_section_system(text_slice(&section), url, SLICE(""));
}

const ValueSet *rules_value_set(const Rules *rules, Slice url)
{
    (void)rules;
    return term_section_set(text_slice(&section), url, SLICE(""));
}

static const char *const RESOURCES[] = {
    "{'resourceType':'CodeSystem','url':'urn:animals','version':'1','title':'Animals','content':'complete',"
    "'caseSensitive':true,'valueSet':'urn:animals/all','concept':["
    "{'code':'animal','display':'Animal','property':[{'code':'notSelectable','valueBoolean':true}],'concept':["
    "  {'code':'bird','display':'Bird','concept':[{'code':'duck','display':'Duck',"
    "     'property':[{'code':'parent','valueCode':'pet'},{'code':'legs','valueInteger':2}],"
    "     'designation':[{'language':'de','value':'Ente'},{'value':'Quacker'}]}]},"
    "  {'code':'dodo','display':'Dodo  bird','property':[{'code':'status','valueCode':'retired'}]}]},"
    "{'code':'pet','display':'Pet'}]}",
    "{'resourceType':'CodeSystem','url':'urn:loose','content':'fragment','concept':[{'code':'Ab'},{'code':'cd'}]}",
    "{'resourceType':'CodeSystem','url':'urn:names','version':'7','content':'fragment','concept':["
    "{'code':'69536005','display':'Head structure (body structure)'},"
    "{'code':'25064002','display':'Headache (finding)'}]}",
    "{'resourceType':'ValueSet','url':'urn:body','compose':{'include':[{'system':'urn:names',"
    "'filter':[{'property':'concept','op':'is-a','value':'442083009'}]}]}}",
    "{'resourceType':'CodeSystem','url':'urn:extra','content':'supplement','concept':[{'code':'x'}]}",
    "{'resourceType':'ValueSet','url':'urn:birds','title':'Birds','compose':{'include':[{'system':'urn:animals',"
    "'filter':[{'property':'concept','op':'is-a','value':'bird'}]}]}}",
    "{'resourceType':'ValueSet','url':'urn:pets','compose':{'include':[{'system':'urn:animals',"
    "'filter':[{'property':'concept','op':'descendent-of','value':'pet'}]}]}}",
    "{'resourceType':'ValueSet','url':'urn:above-duck','compose':{'include':[{'system':'urn:animals',"
    "'filter':[{'property':'concept','op':'generalizes','value':'duck'}]}]}}",
    "{'resourceType':'ValueSet','url':'urn:two-legs','compose':{'include':[{'system':'urn:animals',"
    "'filter':[{'property':'legs','op':'=','value':'2'}]}]}}",
    "{'resourceType':'ValueSet','url':'urn:legless','compose':{'include':[{'system':'urn:animals',"
    "'filter':[{'property':'legs','op':'exists','value':'false'},{'property':'concept','op':'not-in','value':'pet, "
    "dodo'}]}]}}",
    "{'resourceType':'ValueSet','url':'urn:four','compose':{'include':[{'system':'urn:animals',"
    "'filter':[{'property':'code','op':'regex','value':'....'}]},{'system':'urn:secret',"
    "'filter':[{'property':'code','op':'regex','value':'s.'}]}]}}",
    "{'resourceType':'ValueSet','url':'urn:odd','compose':{'include':[{'system':'urn:animals',"
    "'filter':[{'property':'concept','op':'resembles','value':'pet'}]}]}}",
    "{'resourceType':'ValueSet','url':'urn:mixed','compose':{'inactive':false,'include':[{'system':'urn:animals'},"
    "{'system':'urn:secret','concept':[{'code':'s1','display':'Secret'}]},{'system':'urn:loose'}],"
    "'exclude':[{'system':'urn:animals','concept':[{'code':'pet'}]}]}}",
    "{'resourceType':'ValueSet','url':'urn:secrets','compose':{'include':[{'system':'urn:secret'}]}}",
    "{'resourceType':'ValueSet','url':'urn:union','compose':{'include':[{'valueSet':['urn:birds']},"
    "{'valueSet':['urn:pets']}]}}",
    "{'resourceType':'ValueSet','url':'urn:both','compose':{'include':[{'valueSet':['urn:birds','urn:pets']}]}}",
    "{'resourceType':'ValueSet','url':'urn:loop','compose':{'include':[{'valueSet':['urn:loop']}]}}",
    "{'resourceType':'ValueSet','url':'urn:expanded','expansion':{'contains':[{'system':'urn:animals','code':'pet',"
    "'contains':[{'system':'urn:animals','code':'duck'}]},{'system':'urn:q','code':'z','abstract':true}]}}",
    "{'resourceType':'ValueSet','url':'urn:nothing','compose':{'include':[]}}",
};

/* Adds a resource that is written with single quotes. */
static void add(TermBuilder *builder, const char *resource)
{
    char *json = memory_copy_string(slice_from(resource));
    for (char *c = json; *c; c++) {
        *c = *c == '\'' ? '"' : *c;
    }
    cJSON *parsed = cJSON_Parse(json);
    assert_non_null(parsed);
    assert_true(term_builder_add(builder, parsed));
    cJSON_Delete(parsed);
    free(json);
}

/* Two systems of the same many codes, of which the second has every third one only; one code is there twice. */
static void add_large(TermBuilder *builder, const char *url, unsigned step, bool is_case_sensitive)
{
    Text text = TEXT_EMPTY;
    text_format(&text, "{'resourceType':'CodeSystem','url':'%s','content':'complete','caseSensitive':%s,'concept':[",
                url, is_case_sensitive ? "true" : "false");
    for (unsigned i = 0; i < 4 * TERM_SYSTEM_LARGE; i += step) {
        text_format(&text, "{'code':'%u','display':'%s %u'},", 7 * i, url, i);
    }
    text_append(&text, SLICE("{'code':'0','display':'again'},{'code':'7a'}]}"));
    add(builder, text.bytes);
    text_free(&text);
}

static int set_up(void **state)
{
    (void)state;
    TermBuilder *builder = term_builder_new(1);
    for (size_t i = 0; i < sizeof RESOURCES / sizeof *RESOURCES; i++) {
        add(builder, RESOURCES[i]);
    }
    add_large(builder, "urn:all", 1, true);
    add_large(builder, "urn:third", 3, false);
    term_builder_finish(builder, &section);
    term_builder_free(builder);
    assert_true(term_section_is_sound(text_slice(&section)));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    text_free(&section);
    return 0;
}

static void test_codes_are_found_by_the_rule_of_their_system(void **state)
{
    (void)state;
    const CodeSystem *animals = rules_code_system(NULL, SLICE("urn:animals"));
    Concept concept;
    assert_int_equal(code_system_find(animals, SLICE("duck"), &concept), MEMBERSHIP_YES);
    assert_true(slice_equals(concept.display, SLICE("Duck")));
    assert_false(concept.is_abstract || concept.is_inactive);
    assert_int_equal(code_system_find(animals, SLICE("animal"), &concept), MEMBERSHIP_YES);
    assert_true(concept.is_abstract);
    assert_int_equal(code_system_find(animals, SLICE("dodo"), &concept), MEMBERSHIP_YES);
    assert_true(concept.is_inactive);
    assert_int_equal(code_system_find(animals, SLICE("Duck"), NULL), MEMBERSHIP_NO);
    const CodeSystem *loose = rules_code_system(NULL, SLICE("urn:loose"));
    assert_int_equal(code_system_find(loose, SLICE("AB"), &concept), MEMBERSHIP_YES);
    assert_true(slice_equals(concept.code, SLICE("Ab")));
    assert_int_equal(code_system_find(loose, SLICE("zz"), NULL), MEMBERSHIP_UNKNOWN);
    assert_null(rules_code_system(NULL, SLICE("urn:extra")));
    assert_true(slice_equals(code_system_name(animals), SLICE("Animals")));
}

static void test_codes_of_large_systems_are_found(void **state)
{
    (void)state;
    const CodeSystem *all = rules_code_system(NULL, SLICE("urn:all")),
                     *third = rules_code_system(NULL, SLICE("urn:third"));
    Concept concept;
    Text code = TEXT_EMPTY, display = TEXT_EMPTY;
    for (unsigned i = 0; i < 4 * TERM_SYSTEM_LARGE; i++) {
        text_clear(&code);
        text_clear(&display);
        text_format(&code, "%u", 7 * i);
        text_format(&display, "urn:all %u", i);
        assert_int_equal(code_system_find(all, text_slice(&code), &concept), MEMBERSHIP_YES);
        assert_true(slice_equals(concept.code, text_slice(&code)));
        assert_true(i == 0 || slice_equals(concept.display, text_slice(&display)));
        assert_int_equal(code_system_find(third, text_slice(&code), NULL), i % 3 == 0 ? MEMBERSHIP_YES : MEMBERSHIP_NO);
    }
    assert_int_equal(code_system_find(all, SLICE("1"), NULL), MEMBERSHIP_NO);
    assert_int_equal(code_system_find(all, SLICE("7A"), NULL), MEMBERSHIP_NO);
    assert_int_equal(code_system_find(third, SLICE("7A"), &concept), MEMBERSHIP_YES);
    assert_true(slice_equals(concept.code, SLICE("7a")));
    text_free(&code);
    text_free(&display);
}

static void test_displays(void **state)
{
    (void)state;
    const CodeSystem *animals = rules_code_system(NULL, SLICE("urn:animals"));
    static const struct {
        const char *code, *display, *language;
        DisplayVerdict verdict;
    } cases[] = {
        {"duck", "DUCK", "en", DISPLAY_RIGHT},          {"duck", "Quacker", "en", DISPLAY_RIGHT},
        {"duck", "Ente", "de-AT", DISPLAY_RIGHT},       {"duck", "Ente", "en", DISPLAY_WRONG},
        {"dodo", "Dodo bird", "en", DISPLAY_SPACES},    {"dodo", " Dodo  bird", "en", DISPLAY_SPACES},
        {"dodo", "Dodobird", "en", DISPLAY_WRONG},      {"dodo", "Dodo", "en", DISPLAY_WRONG},
        {"nothing", "anything", "en", DISPLAY_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(code_system_judge_display(animals, slice_from(cases[i].code), slice_from(cases[i].display),
                                                   slice_from(cases[i].language)),
                         cases[i].verdict);
    }
    const CodeSystem *loose = rules_code_system(NULL, SLICE("urn:loose"));
    assert_int_equal(code_system_judge_display(loose, SLICE("cd"), SLICE("whatever"), SLICE("en")), DISPLAY_UNKNOWN);
}

/* Of a system with some names nothing follows from what is not there. */
static void test_names_are_known_and_nothing_else(void **state)
{
    (void)state;
    const CodeSystem *names = rules_code_system(NULL, SLICE("urn:names"));
    Slice head = SLICE("69536005");
    assert_int_equal(code_system_find(names, head, NULL), MEMBERSHIP_YES);
    assert_int_equal(code_system_find(names, SLICE("113257007"), NULL), MEMBERSHIP_UNKNOWN);
    static const char *const languages[] = {"en", "de"};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        Slice language = slice_from(languages[i]);
        assert_int_equal(code_system_judge_display(names, head, SLICE("head structure (body structure)"), language),
                         DISPLAY_RIGHT);
        assert_int_equal(code_system_judge_display(names, head, SLICE("Caput"), language), DISPLAY_UNKNOWN);
    }
    assert_true(code_system_has_version(names, SLICE("8")));
    assert_false(code_system_has_version(rules_code_system(NULL, SLICE("urn:animals")), SLICE("8")));
}

static Membership ask(const char *set, const char *system, const char *code, UnknownTerms *unknown)
{
    const ValueSet *value_set = rules_value_set(NULL, slice_from(set));
    assert_non_null(value_set);
    return value_set_contains(NULL, value_set, slice_from(system), slice_from(code), NULL, unknown);
}

static void test_membership(void **state)
{
    (void)state;
    static const struct {
        const char *set, *system, *code;
        Membership membership;
    } cases[] = {
        {"urn:birds", "urn:animals", "bird", MEMBERSHIP_YES},
        {"urn:birds", "urn:animals", "duck", MEMBERSHIP_YES},
        {"urn:birds", "", "duck", MEMBERSHIP_YES},
        {"urn:birds", "urn:animals", "pet", MEMBERSHIP_NO},
        {"urn:birds", "urn:other", "duck", MEMBERSHIP_NO},
        {"urn:pets", "urn:animals", "duck", MEMBERSHIP_YES},
        {"urn:pets", "urn:animals", "pet", MEMBERSHIP_NO},
        {"urn:above-duck", "urn:animals", "pet", MEMBERSHIP_YES},
        {"urn:above-duck", "urn:animals", "animal", MEMBERSHIP_YES},
        {"urn:above-duck", "urn:animals", "dodo", MEMBERSHIP_NO},
        {"urn:two-legs", "urn:animals", "duck", MEMBERSHIP_YES},
        {"urn:two-legs", "urn:animals", "pet", MEMBERSHIP_NO},
        {"urn:legless", "urn:animals", "bird", MEMBERSHIP_YES},
        {"urn:legless", "urn:animals", "dodo", MEMBERSHIP_NO},
        {"urn:legless", "urn:animals", "duck", MEMBERSHIP_NO},
        {"urn:four", "urn:animals", "duck", MEMBERSHIP_YES},
        {"urn:four", "urn:animals", "animal", MEMBERSHIP_NO},
        {"urn:four", "urn:secret", "s1", MEMBERSHIP_UNKNOWN},
        {"urn:four", "urn:secret", "duck", MEMBERSHIP_NO},
        {"urn:odd", "urn:animals", "duck", MEMBERSHIP_UNKNOWN},
        {"urn:mixed", "urn:animals", "duck", MEMBERSHIP_YES},
        {"urn:mixed", "urn:animals", "pet", MEMBERSHIP_NO},
        {"urn:mixed", "urn:animals", "dodo", MEMBERSHIP_NO},
        {"urn:mixed", "urn:secret", "s1", MEMBERSHIP_YES},
        {"urn:mixed", "urn:secret", "s2", MEMBERSHIP_NO},
        {"urn:mixed", "urn:loose", "zz", MEMBERSHIP_UNKNOWN},
        {"urn:union", "urn:animals", "bird", MEMBERSHIP_YES},
        {"urn:union", "urn:animals", "pet", MEMBERSHIP_NO},
        {"urn:both", "urn:animals", "duck", MEMBERSHIP_YES},
        {"urn:both", "urn:animals", "bird", MEMBERSHIP_NO},
        {"urn:loop", "urn:animals", "duck", MEMBERSHIP_UNKNOWN},
        {"urn:expanded", "urn:animals", "duck", MEMBERSHIP_YES},
        {"urn:expanded", "urn:animals", "bird", MEMBERSHIP_NO},
        {"urn:expanded", "urn:q", "z", MEMBERSHIP_YES},
        {"urn:animals/all", "urn:animals", "pet", MEMBERSHIP_YES},
        {"urn:nothing", "urn:animals", "pet", MEMBERSHIP_NO},
        {"urn:body", "urn:names", "69536005", MEMBERSHIP_UNKNOWN},
        {"urn:body", "urn:names", "25064002", MEMBERSHIP_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Membership membership = ask(cases[i].set, cases[i].system, cases[i].code, NULL);
        if (membership != cases[i].membership) {
            fail_msg("%s of %s in %s: %d", cases[i].code, cases[i].system, cases[i].set, membership);
        }
    }
}

static void test_what_is_not_known_is_named(void **state)
{
    (void)state;
    UnknownTerms unknown = {.url = {NULL, 0}};
    assert_int_equal(ask("urn:secrets", "urn:secret", "x", &unknown), MEMBERSHIP_UNKNOWN);
    assert_true(slice_equals(unknown.url, SLICE("urn:secret")) && !unknown.is_value_set);
}

static bool collect(void *context, const Concept *concept)
{
    text_format(context, "%.*s ", SLICE_ARGS(concept->code));
    return true;
}

static void expect_list(const char *set, bool is_complete, const char *codes)
{
    Text list = TEXT_EMPTY;
    assert_int_equal(value_set_visit(NULL, rules_value_set(NULL, slice_from(set)), collect, &list), is_complete);
    text_append(&list, SLICE("|"));
    assert_string_equal(list.bytes, codes);
    text_free(&list);
}

static void test_lists_are_in_order_and_say_whether_they_are_complete(void **state)
{
    (void)state;
    expect_list("urn:birds", true, "bird duck |");
    expect_list("urn:union", true, "bird duck |");
    expect_list("urn:both", true, "duck |");
    expect_list("urn:mixed", false, "animal bird duck s1 Ab cd |");
    expect_list("urn:secrets", false, "|");
    expect_list("urn:expanded", true, "pet duck z |");
    expect_list("urn:loop", false, "|");
    expect_list("urn:body", false, "|");
}

static void test_names_are_suggested_by_their_end(void **state)
{
    (void)state;
    Text list = TEXT_EMPTY;
    value_set_suggest(NULL, rules_value_set(NULL, SLICE("urn:body")), collect, &list);
    value_set_suggest(NULL, rules_value_set(NULL, SLICE("urn:birds")), collect, &list);
    assert_string_equal(list.bytes, "69536005 bird duck ");
    text_free(&list);
}

static void test_broken_sections_are_refused(void **state)
{
    (void)state;
    assert_false(term_section_is_sound(SLICE("")));
    assert_false(term_section_is_sound(slice_part(text_slice(&section), 0, section.length - 4)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes_are_found_by_the_rule_of_their_system),
        cmocka_unit_test(test_codes_of_large_systems_are_found),
        cmocka_unit_test(test_displays),
        cmocka_unit_test(test_names_are_known_and_nothing_else),
        cmocka_unit_test(test_membership),
        cmocka_unit_test(test_what_is_not_known_is_named),
        cmocka_unit_test(test_lists_are_in_order_and_say_whether_they_are_complete),
        cmocka_unit_test(test_names_are_suggested_by_their_end),
        cmocka_unit_test(test_broken_sections_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
