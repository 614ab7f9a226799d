/* Servers: a list with names, and which of them a URL is under. */
#include "src/net/server.h"

#include "src/base/ascii.h"
#include "src/base/file.h"

#include <stdint.h>
#include <stdlib.h>

static const char *const base_names[SERVER_BASE_COUNT] = {"fhir", "dicomweb", "terminology"};

static const char *const text_names[SERVER_TEXT_COUNT] = {
#define SERVER_TEXT_NAME(enumerator, name) name,
    SERVER_TEXT_TABLE(SERVER_TEXT_NAME)
#undef SERVER_TEXT_NAME
};

static const struct {
    const char *name;
    size_t most;
} numbers[SERVER_NUMBER_COUNT] = {
#define SERVER_NUMBER_ROW(enumerator, name, most) {name, most},
    SERVER_NUMBER_TABLE(SERVER_NUMBER_ROW)
#undef SERVER_NUMBER_ROW
};

void servers_free(Servers *servers)
{
    for (size_t i = 0; i < servers->count; i++) {
        NamedServer *server = &servers->items[i];
        for (size_t k = 0; k < SERVER_BASE_COUNT; k++) {
            url_free(&server->bases[k]);
        }
        for (size_t k = 0; k < SERVER_TEXT_COUNT; k++) {
            free(server->texts[k]);
        }
        free(server->name);
    }
    free(servers->items);
    *servers = (Servers){0};
}

const NamedServer *servers_find(const Servers *servers, Slice name)
{
    for (size_t i = 0; i < servers->count; i++) {
        if (slice_equals(slice_from(servers->items[i].name), name)) {
            return &servers->items[i];
        }
    }
    return NULL;
}

NamedServer *servers_add(Servers *servers, Slice name)
{
    const NamedServer *known = servers_find(servers, name);
    if (known) {
        return &servers->items[known - servers->items];
    }
    ARRAY_RESERVE(servers->items, servers->capacity, servers->count + 1);
    NamedServer *server = &servers->items[servers->count++];
    *server = (NamedServer){.name = memory_copy_string(name)};
    return server;
}

/* The server with the name nearest to a misspelt one; NULL where none is near. */
static const NamedServer *find_similar(const Servers *servers, Slice name)
{
    for (size_t i = 0; i < servers->count; i++) {
        if (slice_distance(slice_from(servers->items[i].name), name, 2) <= 2) {
            return &servers->items[i];
        }
    }
    return NULL;
}

bool servers_refuse(const Servers *servers, Slice name, Error *error)
{
    enum { SHOWN_MAXIMUM = 8 };
    const NamedServer *near = find_similar(servers, name);
    Text others = TEXT_EMPTY;
    for (size_t i = 0; i < servers->count && i < SHOWN_MAXIMUM; i++) {
        text_format(&others, "%s%s", i > 0 ? ", " : "", servers->items[i].name);
    }
    text_append(&others, servers->count > SHOWN_MAXIMUM ? SLICE(", …") : SLICE(""));
    text_append_byte(&others, '\0');
    const char *words = near                 ? "; similar: "
                        : servers->count > 0 ? "; servers in config.yaml: "
                                             : "; config.yaml has no servers";
    error_set(error, ERROR_NOT_FOUND, NULL, "unknown server '%.*s'%s%s", SLICE_ARGS(name), words,
              near ? near->name : others.bytes);
    text_free(&others);
    return false;
}

const NamedServer *servers_of_url(const Servers *servers, const Url *url, ServerBase *base)
{
    const NamedServer *found = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < servers->count; i++) {
        for (unsigned k = 0; k < SERVER_BASE_COUNT; k++) {
            const Url *candidate = &servers->items[i].bases[k];
            if (candidate->text.length > longest && url_is_below(url, candidate)) {
                longest = candidate->text.length;
                found = &servers->items[i];
                *base = (ServerBase)k;
            }
        }
    }
    return found;
}

/* Takes the next word off a list of URLs. */
static Slice take_word(Slice *list)
{
    *list = slice_trim(*list);
    Slice word = slice_part(*list, 0, slice_find(*list, SLICE(" "), 0));
    *list = slice_part(*list, word.length, SIZE_MAX);
    return word;
}

bool servers_may_follow(const Servers *servers, const Url *from, const Url *url)
{
    ServerBase base;
    const NamedServer *server = servers_of_url(servers, from, &base);
    bool may_follow = false;
    for (Slice list = slice_from(server ? server->texts[SERVER_FOLLOW] : NULL); list.length > 0 && !may_follow;) {
        Url other;
        if (url_parse(take_word(&list), &other, NULL)) {
            may_follow = url_same_origin(&other, url);
            url_free(&other);
        }
    }
    return may_follow;
}

/* False with a sentence where a list has something else than URLs. */
static bool are_urls(Slice list, Error *error)
{
    Url url = {0};
    bool are_all = true;
    while (are_all && slice_trim(list).length > 0) {
        are_all = url_parse(take_word(&list), &url, error);
        url_free(&url);
    }
    return are_all;
}

unsigned servers_number(const Servers *servers, const Url *url, ServerNumber number, unsigned usual)
{
    ServerBase base;
    const NamedServer *server = servers_of_url(servers, url, &base);
    return server && server->numbers[number] ? server->numbers[number] : usual;
}

bool server_is_name(Slice name)
{
    if (name.length < 2 || !ascii_is_letter(name.bytes[0]) || slice_equals_ignoring_case(name, SLICE("http")) ||
        slice_equals_ignoring_case(name, SLICE("https"))) {
        return false;
    }
    for (size_t i = 0; i < name.length; i++) {
        if (!ascii_is_letter_or_digit(name.bytes[i]) && name.bytes[i] != '-' && name.bytes[i] != '_') {
            return false;
        }
    }
    return true;
}

static bool set_base(NamedServer *server, ServerBase base, Slice value, Error *error)
{
    Url url;
    if (!url_parse(value, &url, error)) {
        return false;
    }
    if (url_query(&url).length > 0) {
        url_free(&url);
        return error_set(error, ERROR_FORMAT, NULL, "the URL of a server must not have a query");
    }
    url_free(&server->bases[base]);
    server->bases[base] = url;
    return true;
}

static bool set_number(const char *name, size_t most, Slice value, unsigned *number, Error *error)
{
    size_t read;
    if (!ascii_number(value, most, &read) || read == 0) {
        return error_set(error, ERROR_FORMAT, NULL, "invalid value `%.*s` of `%s`; allowed: 1 to %zu",
                         SLICE_ARGS(value), name, most);
    }
    *number = (unsigned)read;
    return true;
}

bool server_set(NamedServer *server, Slice name, Slice value, Error *error)
{
    for (unsigned i = 0; i < SERVER_BASE_COUNT; i++) {
        if (slice_equals(name, slice_from(base_names[i]))) {
            return set_base(server, (ServerBase)i, value, error);
        }
    }
    for (size_t i = 0; i < SERVER_TEXT_COUNT; i++) {
        if (slice_equals(name, slice_from(text_names[i]))) {
            if (i == SERVER_FOLLOW && !are_urls(value, error)) {
                return false;
            }
            free(server->texts[i]);
            server->texts[i] = memory_copy_string(value);
            return true;
        }
    }
    for (size_t i = 0; i < SERVER_NUMBER_COUNT; i++) {
        if (slice_equals(name, slice_from(numbers[i].name))) {
            return set_number(numbers[i].name, numbers[i].most, value, &server->numbers[i], error);
        }
    }
    if (slice_equals(name, SLICE("token")) || slice_equals(name, SLICE("password"))) {
        return error_set(error, ERROR_FORMAT, NULL,
                         "a secret is not allowed in config.yaml; use token_env, token_file or token_command");
    }
    return error_set(error, ERROR_FORMAT, NULL, "unknown setting `%.*s` of a server", SLICE_ARGS(name));
}

/* The program of a command: its other words can hold a secret. */
static Slice program_of(const char *command)
{
    Slice words = slice_from(command);
    return slice_part(words, 0, slice_find(words, SLICE(" "), 0));
}

/* Appends a member as YAML, in quotes. */
static void print_member(Text *text, const char *name, Slice value)
{
    text_format(text, "    %s: '", name);
    for (size_t i = 0; i < value.length; i++) {
        text_append_repeated(text, value.bytes[i], value.bytes[i] == '\'' ? 2 : 1);
    }
    text_append(text, SLICE("'\n"));
}

void servers_print(const Servers *servers, Text *text)
{
    text_append(text, servers->count ? SLICE("servers:\n") : SLICE(""));
    for (size_t i = 0; i < servers->count; i++) {
        const NamedServer *server = &servers->items[i];
        text_format(text, "  %s:\n", server->name);
        for (size_t k = 0; k < SERVER_BASE_COUNT; k++) {
            if (server->bases[k].text.length > 0) {
                print_member(text, base_names[k], url_slice(&server->bases[k]));
            }
        }
        for (size_t k = 0; k < SERVER_TEXT_COUNT; k++) {
            const char *value = server->texts[k];
            if (value) {
                print_member(text, text_names[k], k == SERVER_TOKEN_COMMAND ? program_of(value) : slice_from(value));
            }
        }
        for (size_t k = 0; k < SERVER_NUMBER_COUNT; k++) {
            if (server->numbers[k]) {
                text_format(text, "    %s: %u\n", numbers[k].name, server->numbers[k]);
            }
        }
    }
}

/* ---- targets ---- */

void target_free(ServerTarget *target)
{
    url_free(&target->url);
    *target = (ServerTarget){0};
}

/* The name before the colon of NAME:REST; empty where the word is not of this form. */
static Slice name_of(Slice word)
{
    size_t colon = slice_find(word, SLICE(":"), 0);
    Slice name = slice_part(word, 0, colon);
    return colon != SIZE_MAX && server_is_name(name) ? name : SLICE("");
}

bool target_is_remote(const Servers *servers, Slice word)
{
    Slice name = name_of(word);
    if (url_is_remote(word) || name.length == 0 || servers_find(servers, name)) {
        return url_is_remote(word) || name.length > 0;
    }
    char *path = memory_copy_string(word);
    bool is_missing = file_kind(path, false) == FILE_MISSING;
    free(path);
    return is_missing;
}

bool target_parse(const Servers *servers, Slice word, ServerBase base, ServerTarget *target, Error *error)
{
    *target = (ServerTarget){0};
    ServerBase found;
    if (url_is_remote(word)) {
        if (!url_parse(word, &target->url, error)) {
            return false;
        }
        target->server = servers_of_url(servers, &target->url, &found);
        return true;
    }
    Slice name = name_of(word).length ? name_of(word) : word;
    const NamedServer *server = servers_find(servers, name);
    if (!server && slice_starts_with(slice_part(word, name.length, SIZE_MAX), SLICE("://"))) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "unknown kind of URL '%.*s'; use https or http",
                         SLICE_ARGS(word));
    }
    if (!server) {
        return servers_refuse(servers, name, error);
    }
    const Url *start = &server->bases[base];
    if (start->text.length == 0) {
        return error_set(error, ERROR_NOT_POSSIBLE, NULL, "server '%s' has no `%s` in config.yaml", server->name,
                         base_names[base]);
    }
    Slice rest = slice_part(word, name.length + 1, SIZE_MAX);
    Text text = TEXT_EMPTY;
    text_append(&text, url_slice(start));
    if (rest.length > 0 && rest.bytes[0] != '?' && text.bytes[text.length - 1] != '/') {
        text_append_byte(&text, '/');
    }
    text_append(&text, slice_without_prefix(rest, SLICE("/")));
    bool is_url = url_parse(text_slice(&text), &target->url, error);
    text_free(&text);
    target->server = server;
    return is_url;
}

void target_append_name(const Servers *servers, const Url *url, Text *text)
{
    ServerBase base;
    const NamedServer *server = servers_of_url(servers, url, &base);
    if (server && base == SERVER_FHIR) {
        text_format(text, "%s:", server->name);
        text_append(text, url_rest(url, &server->bases[base]));
    } else {
        text_append(text, url_slice(url));
    }
}

void target_append_place(const Servers *servers, const Url *url, Text *text)
{
    ServerBase base;
    const NamedServer *server = servers_of_url(servers, url, &base);
    if (server && base != SERVER_FHIR) {
        text_format(text, "%s %s: ", server->name, base_names[base]);
        text_append(text, url_rest(url, &server->bases[base]));
    } else {
        target_append_name(servers, url, text);
    }
}
