/* Narratives: what each rule says, in one table, and where. */
#include "src/check/narrative/narrative_check.h"

#include "src/base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define NS " xmlns=\"http://www.w3.org/1999/xhtml\""

/* What was heard: the keys in order, each followed by a space. */
typedef struct Heard {
    Text keys;
    size_t offset; /* of the last problem */
    Slice target;  /* the only id outside of the text */
} Heard;

__attribute__((format(printf, 3, 0))) static void hear(void *context, const IssueForm *problem, const char *format,
                                                       va_list arguments)
{
    Heard *heard = context;
    Text message = TEXT_EMPTY;
    text_format(&heard->keys, "%s ", key_name(problem->key, NULL) + strlen("narrative-"));
    heard->offset = problem->shift;
    text_format_list(&message, format, arguments);
    assert_true(message.length > 0 && issue_form_detail(problem).length > 0);
    text_free(&message);
}

static bool is_target(void *context, Slice id)
{
    return slice_equals(id, ((Heard *)context)->target);
}

/* Checks a text and compares the keys (without "narrative-") that are heard. */
static NarrativeVerdict expect(const char *xhtml, const char *language, const char *keys)
{
    Heard heard = {.target = SLICE("outside")};
    NarrativeHandler handler = {&heard, {&heard, hear}, is_target, slice_from(language)};
    NarrativeVerdict verdict = narrative_check(slice_from(xhtml), &handler);
    text_append(&heard.keys, SLICE(""));
    text_append_byte(&heard.keys, '\0');
    assert_string_equal(heard.keys.bytes, keys);
    text_free(&heard.keys);
    return verdict;
}

typedef struct Case {
    const char *xhtml;
    const char *keys;
} Case;

static const Case CASES[] = {
    {"<div" NS ">text</div>", ""},
    {" <div" NS "><p>a<br/>b &amp; c &#160; &#xA0;</p><!-- x --><![CDATA[ a & b ]]></div>\n", ""},
    {"<div" NS "><img src=\"a.png\" alt=\"a\"/></div>", ""},
    {"<div" NS "><table><caption>c</caption><tr><td>a</td></tr><tbody><tr><th>b</th></tr></tbody></table></div>", ""},
    {"<div" NS
     "><a name=\"x\"/>a<a href=\"#x\">b</a><a href=\"#outside\">c</a><a href=\"http://x/y?z=1&amp;a=2\">d</a></div>",
     ""},
    {"<div" NS ">a", "unclosed "},
    {"<div>a</div>", "namespace "},
    {"<div xmlns=\"http://www.w3.org/1999/xhtm\">a</div>", "namespace "},
    {"<div" NS "><p xmlns=\"urn:x\">a</p></div>", "namespace "},
    {"<p" NS ">a</p>", "root "},
    {"<div" NS "/>", "empty "},
    {"<div" NS "> <p/> \n</div>", "empty "},
    {"<div" NS "><script>a</script></div>", "element "},
    {"<div" NS "><DIV>a</DIV></div>", "element "},
    {"<div" NS " onclick=\"x()\">a</div>", "attribute "},
    {"<div" NS "><p idref=\"a\">a</p><p idref=\"b\">b</p></div>", "attribute "},
    {"<div" NS ">&nbsp;</div>", "entity "},
    {"<div" NS " title=\"&eacute;\">a</div>", "entity "},
    {"<!DOCTYPE html><div" NS ">a</div>", "construct "},
    {"<?xml version=\"1.0\"?><div" NS ">a</div>", "construct "},
    {"<div" NS "><p>a<div>b</div></p></div>", "nesting "},
    {"<div" NS "><span><b><table/></b></span>a</div>", "nesting "},
    {"<div" NS "><b><i><b>a</b></i></b></div>", "nesting "},
    {"<div" NS "><br>a</br></div>", "nesting "},
    {"<div" NS "><td>a</td></div>", "nesting "},
    {"<div" NS "><ul><br/><li>a</li></ul></div>", "nesting "},
    {"<div" NS "><ul>a</ul></div>", "nesting "},
    {"<div" NS "><a href=\"#nowhere\">a</a></div>", "link "},
    {"<div" NS "><img src=\"#nowhere\"/></div>", "link "},
    {"<div" NS "><a href=\"\">a</a></div>", "url "},
    {"<div" NS "><a href=\"JavaScript:x\">a</a></div>", "url "},
    {"<div" NS "><a href=\"urn:oid:1.2\">a</a></div>", "url "},
    {"<div" NS "><a href=\"ftp://x\">a</a></div>", "url "},
    {"<div" NS "><a href=\"http://x/a b\">a</a></div>", "url "},
    {"<div" NS "><img src=\"data:image/png\"/></div>", "url "},
    {"<div" NS "><p id=\"a\">a</p><p id=\"a\">b</p></div>", "duplicate-id "},
    {"<div" NS "><pre xml:space=\"preserve\">a</pre></div>", "space "},
    {"plain text", "malformed "},
    {"", "malformed "},
    {"<div" NS "><b>a</div>", "malformed "},
    {"<div" NS ">a & b</div>", "malformed "},
    {"<div" NS ">a &#0; b</div>", "malformed "},
    {"<div" NS ">a</div>b", "malformed "},
    {"<div" NS ">a</div><p/>", "malformed "},
    {"<div" NS "><p>a", "malformed "},
    {"<div" NS " class=x>a</div>", "malformed "},
    {"<div" NS " class>a</div>", "malformed "},
    {"<div" NS " class=\"a\" class=\"b\">a</div>", "malformed "},
    {"<div" NS "title=\"a\">a</div>", "malformed "},
    {"<div" NS ">a<</div>", "malformed "},
    {"<div" NS ">a<!-- </div>", "malformed "},
    {"</div>", "malformed "},
    {"<div", "malformed "},
};

static void test_each_rule_is_heard(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        expect(CASES[i].xhtml, "", CASES[i].keys);
    }
}

static void test_the_verdict_follows_txt_1_and_txt_2(void **state)
{
    (void)state;
    NarrativeVerdict verdict = narrative_check(SLICE("<div" NS ">a<form/></div>"), NULL);
    assert_false(verdict.is_allowed);
    assert_true(verdict.has_content);
    verdict = narrative_check(SLICE("<div" NS "></div>"), NULL);
    assert_true(verdict.is_allowed);
    assert_false(verdict.has_content);
    verdict = narrative_check(SLICE("<div" NS ">a<b></div>"), NULL);
    assert_false(verdict.is_allowed || verdict.has_content);
}

static void test_languages_are_compared_with_the_resource(void **state)
{
    (void)state;
    expect("<div" NS " lang=\"de\" xml:lang=\"de\">a</div>", "de", "");
    expect("<div" NS " lang=\"de\">a</div>", "de", "language ");
    expect("<div" NS " lang=\"en\" xml:lang=\"en\">a</div>", "de", "language ");
    expect("<div" NS ">a</div>", "de", "language ");
}

static void test_hostile_nesting_ends(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    text_append(&text, SLICE("<div" NS ">"));
    for (int i = 0; i < 100000; i++) {
        text_append(&text, SLICE("<i>"));
    }
    assert_false(narrative_check(text_slice(&text), NULL).is_allowed);
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_rule_is_heard),
        cmocka_unit_test(test_the_verdict_follows_txt_1_and_txt_2),
        cmocka_unit_test(test_languages_are_compared_with_the_resource),
        cmocka_unit_test(test_hostile_nesting_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
