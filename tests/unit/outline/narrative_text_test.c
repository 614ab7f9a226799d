/* What narratives say without their markup. */
#include "src/outline/narrative_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_lines(const char *xhtml, const char *lines)
{
    Text text = TEXT_EMPTY;
    narrative_text_lines(slice_from(xhtml), &text);
    assert_string_equal(text.length ? text.bytes : "", lines);
    text_free(&text);
}

static void test_blocks_are_lines(void **state)
{
    (void)state;
    assert_lines(
        "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>CT of\n   the <b>chest</b></p><p>14 March<br/>2025</p></div>",
        "CT of the chest\n14 March\n2025\n");
    assert_lines("<div>a<h2>Findings</h2><p>none</p></div>", "a\n\nFindings\nnone\n");
    assert_lines("<div><pre>a  b\n c</pre></div>", "a  b\n c\n");
    assert_lines("<div></div>", "");
}

static void test_lists_and_tables_keep_their_form(void **state)
{
    (void)state;
    assert_lines("<div><ul><li>one<ol><li>first</li><li>second</li></ol></li><li>two</li></ul></div>",
                 "- one\n  1. first\n  2. second\n- two\n");
    assert_lines("<div><table><tr><th>Series</th><th>Images</th></tr><tr><td> 1 </td><td>240</td></tr></table></div>",
                 "Series | Images\n1 | 240\n");
}

static void test_entities_and_faults(void **state)
{
    (void)state;
    assert_lines("<div>a &lt; b &amp; c &#228;&#xe4; &foo;</div>", "a < b & c ää &foo;\n");
    assert_lines("<div><!-- no --><![CDATA[a &amp; b]]></div>", "a &amp; b\n");
    assert_lines("<div>a < b</div>", "a < b</div>\n");
    assert_lines("plain", "plain\n");
}

static void test_one_line_is_cut(void **state)
{
    (void)state;
    Text text = TEXT_EMPTY;
    narrative_text_line(SLICE("<div><h1>CT</h1><ul><li>one</li></ul></div>"), 100, &text);
    assert_string_equal(text.bytes, "CT · - one");
    text_clear(&text);
    narrative_text_line(SLICE("<div><p>0123456789</p><p>abc</p></div>"), 5, &text);
    assert_string_equal(text.bytes, "01234");
    text_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_are_lines),
        cmocka_unit_test(test_lists_and_tables_keep_their_form),
        cmocka_unit_test(test_entities_and_faults),
        cmocka_unit_test(test_one_line_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
