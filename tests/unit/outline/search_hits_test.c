/* Search hits: what is gathered in pieces of any size is what looking at each value finds. */
#include "src/outline/search.h"
#include "tests/support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* Compares with a look at every value. */
static void assert_hits(const Document *document, const Search *search, Random *random)
{
    SearchHits hits = {0};
    Text scratch = TEXT_EMPTY;
    size_t at = 0;
    search_hits_begin(&hits, document);
    while (!search_hits_gather(&hits, search, 1 + random_below(random, 7))) {
        assert_false(search_hits_are_all(&hits));
    }
    for (NodeId id = 0; id < document_count(document); id++) {
        if (search_is_found(search, document, id, &scratch)) {
            assert_true(at < hits.count);
            assert_int_equal(hits.nodes[at], id);
            at++;
            assert_int_equal(search_hits_position(&hits, id), at);
        }
    }
    assert_int_equal(at, hits.count);
    text_free(&scratch);
    search_hits_free(&hits);
}

/* A few bytes from anywhere in the document. */
static Slice some_bytes(const Document *document, Random *random)
{
    Slice bytes = document_bytes(document);
    uint32_t start = random_below(random, (uint32_t)bytes.length);
    return slice_part(bytes, start, 1 + random_below(random, 4));
}

static void finds_what_each_value_says(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed < 300; seed++) {
        Random random = {seed};
        Text json = TEXT_EMPTY;
        random_value(&random, 4, &json);
        if (seed % 5 == 0 && json.length > 4) {
            json.length -= random_below(&random, 4); /* broken */
        }
        Document *document = document_new(text_slice(&json), seed % 3 ? "a.json" : "a.ndjson", NULL);
        for (unsigned i = 0; i < 20; i++) {
            Search search = {0};
            SearchScope scope = (SearchScope)random_below(&random, SEARCH_SCOPE_COUNT);
            search_set(&search, some_bytes(document, &random), i % 4 == 0, scope, NULL);
            assert_hits(document, &search, &random);
            search_free(&search);
        }
        document_free(document);
        text_free(&json);
    }
}

static void escapes_and_capitals(void **state)
{
    (void)state;
    static const char json[] =
        "{\"\\u0061bc\":\"x\\u0041B\\n\",\"Abc\":[\"xab\",\"XAB\",12.5,true],\"c\":{\"d\":\"q\\\"uote\"}}";
    static const struct {
        const char *wanted;
        size_t count;
    } cases[] = {{"abc", 2},  {"Abc", 2},  {"xab", 3}, {"XAB", 3}, {"12", 1},
                 {"true", 1}, {"q\"u", 1}, {"\n", 1},  {"\\", 0}};
    Document *document = document_new(slice_from(json), "a.json", NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Search search = {0};
        SearchHits hits = {0};
        assert_true(search_set(&search, slice_from(cases[i].wanted), false, SEARCH_ALL, NULL));
        search_hits_begin(&hits, document);
        assert_true(search_hits_gather(&hits, &search, UINT32_MAX));
        assert_int_equal(hits.count, cases[i].count);
        search_hits_free(&hits);
        search_free(&search);
    }
    document_free(document);
}

static void goes_around_the_end(void **state)
{
    (void)state;
    Document *document = document_new(SLICE("[\"a\",\"b\",\"a\",\"b\"]"), "a.json", NULL);
    Search search = {0};
    SearchHits hits = {0};
    search_set(&search, SLICE("a"), false, SEARCH_ALL, NULL);
    assert_int_equal(search_hits_next(&hits, 0, false), NODE_NONE);
    search_hits_begin(&hits, document);
    assert_true(search_hits_are_of(&hits, document));
    assert_false(search_hits_gather(&hits, &search, 2));
    assert_int_equal(search_hits_next(&hits, 0, false), 1);
    assert_true(search_hits_gather(&hits, &search, 100));
    assert_int_equal(search_hits_next(&hits, 0, false), 1);
    assert_int_equal(search_hits_next(&hits, 1, false), 3);
    assert_int_equal(search_hits_next(&hits, 3, false), 1);
    assert_int_equal(search_hits_next(&hits, 1, true), 3);
    assert_int_equal(search_hits_next(&hits, 4, true), 3);
    assert_int_equal(search_hits_next(&hits, 0, true), 3);
    assert_true(document_splice(document, 1, 3, SLICE("\"b\""), NULL, NULL));
    assert_false(search_hits_are_of(&hits, document));
    search_hits_free(&hits);
    search_free(&search);
    document_free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_each_value_says),
        cmocka_unit_test(escapes_and_capitals),
        cmocka_unit_test(goes_around_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
