/* JSON text: commas, names and values. */
#include "ui/cli/formats/json_text.h"

#include "ui/cli/output/output.h"

/* Appends the comma that is needed, and the name of a member. */
static void begin(Text *json, const char *name)
{
    char last = json->length > 0 ? json->bytes[json->length - 1] : '\n';
    if (last != '{' && last != '[' && last != '\n') {
        text_append_byte(json, ',');
    }
    if (name) {
        text_format(json, "\"%s\":", name);
    }
}

void json_open(Text *json, const char *name, char bracket)
{
    begin(json, name);
    text_append_byte(json, bracket);
}

void json_close(Text *json, char bracket)
{
    text_append_byte(json, bracket);
}

void json_string(Text *json, const char *name, Slice value)
{
    begin(json, name);
    visible_append_json(json, value);
}

void json_string_or_null(Text *json, const char *name, Slice value)
{
    if (value.length > 0) {
        json_string(json, name, value);
    } else {
        begin(json, name);
        text_append(json, SLICE("null"));
    }
}

void json_number(Text *json, const char *name, uint64_t value)
{
    begin(json, name);
    text_format(json, "%llu", (unsigned long long)value);
}

void json_share(Text *json, const char *name, uint64_t part, uint64_t whole)
{
    begin(json, name);
    if (whole == 0) {
        text_append(json, SLICE("null"));
    } else {
        text_format(json, "%.4f", (double)part / (double)whole);
    }
}
