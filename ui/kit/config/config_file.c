/* Config: reading config.yaml. What is wrong becomes a fault with its place; the rest counts. */
#include "src/base/file.h"
#include "src/base/memory.h"
#include "ui/kit/config/config.h"
#include "ui/kit/config/yaml_tree.h"

#include <stdint.h>
#include <stdlib.h>

enum { FILE_MAXIMUM = 1 << 20 };

/* The keys of one action, a scalar or a list, joined with commas; `none` for no keys. */
static void read_key(Config *config, const YamlNode *member, const char *name)
{
    Text keys = TEXT_EMPTY;
    bool is_list = member->kind == YAML_LIST, is_faulty = false;
    for (const YamlNode *item = is_list ? member->first : member; item; item = is_list ? item->next : NULL) {
        if (item->kind != YAML_SCALAR) {
            config_add_fault(config, name, item->line, item->column, "keys must be words or an array of words");
            is_faulty = true;
            continue;
        }
        if (!slice_equals(item->text, SLICE("none"))) {
            text_append(&keys, slice_from(keys.length ? "," : ""));
            text_append(&keys, slice_equals(item->text, SLICE(",")) ? SLICE("Comma") : item->text);
        }
    }
    if (keys.length || !is_faulty) {
        config_add_key(config, name, member->line, member->column, member->key, text_slice(&keys));
    }
    text_free(&keys);
}

/* All of `keys`. */
static void read_keys(Config *config, const YamlNode *keys, const char *name)
{
    if (keys->kind != YAML_MAP) {
        config_add_fault(config, name, keys->line, keys->column, "`keys` maps names of actions to keys");
        return;
    }
    for (const YamlNode *member = keys->first; member; member = member->next) {
        read_key(config, member, name);
    }
}

/* One server. */
static void read_server(Config *config, const YamlNode *member, const char *name)
{
    if (!server_is_name(member->key)) {
        config_add_fault(config, name, member->line, member->column,
                         "invalid name of a server: `%.*s`; allowed: at least 2 letters, digits, '-' and '_'",
                         SLICE_ARGS(member->key));
        return;
    }
    if (member->kind != YAML_MAP) {
        config_add_fault(config, name, member->line, member->column, "a server must have the form `name: {fhir: URL}`");
        return;
    }
    NamedServer *server = config_add_server(config, member->key);
    for (const YamlNode *part = member->first; part; part = part->next) {
        Error error;
        if (part->kind != YAML_SCALAR) {
            config_add_fault(config, name, part->line, part->column, "`%.*s` must have one value",
                             SLICE_ARGS(part->key));
        } else if (!server_set(server, part->key, part->text, &error)) {
            config_add_fault(config, name, part->line, part->column, "%s", error.message);
        }
    }
}

/* All of `servers`. */
static void read_servers(Config *config, const YamlNode *servers, const char *name)
{
    if (servers->kind != YAML_MAP) {
        config_add_fault(config, name, servers->line, servers->column, "`servers` maps names to servers");
        return;
    }
    for (const YamlNode *member = servers->first; member; member = member->next) {
        read_server(config, member, name);
    }
}

/* The setting whose name is nearest to a mistyped one; NULL where none is near. */
static const char *suggestion(Slice name)
{
    for (int i = 0; i < SETTING_COUNT; i++) {
        if (slice_distance(slice_from(setting_name((Setting)i)), name, 2) <= 2) {
            return setting_name((Setting)i);
        }
    }
    return NULL;
}

/* One member of the file. */
static void read_member(Config *config, const YamlNode *member, const char *name)
{
    if (slice_equals(member->key, SLICE("keys"))) {
        read_keys(config, member, name);
        return;
    }
    if (slice_equals(member->key, SLICE("servers"))) {
        read_servers(config, member, name);
        return;
    }
    Setting setting = config_find(member->key);
    if (setting == SETTING_COUNT) {
        const char *near = suggestion(member->key);
        config_add_fault(config, name, member->line, member->column, "unknown setting `%.*s`%s%s",
                         SLICE_ARGS(member->key), near ? "; similar: " : "", near ? near : "");
        return;
    }
    if (member->kind != YAML_SCALAR) {
        config_add_fault(config, name, member->line, member->column, "`%s` must have one value", setting_name(setting));
        return;
    }
    Text origin = TEXT_EMPTY;
    Error error = {0};
    text_format(&origin, "%s:%d:%d", name, member->line, member->column);
    if (!config_set(config, setting, member->text, origin.bytes, &error)) {
        config_add_fault(config, name, member->line, member->column, "%s", error.message);
    }
    text_free(&origin);
}

void config_read(Config *config, Slice text, const char *name)
{
    Error error = {0};
    YamlTree *yaml = yaml_tree_parse(text, name, &error);
    if (!yaml) {
        config_add_fault(config, error.where, 0, 0, "%s", error.message);
        return;
    }
    const YamlNode *root = yaml_tree_root(yaml);
    if (root->kind != YAML_MAP) {
        config_add_fault(config, name, root->line, root->column, "a setting must have the form `name: value`");
    }
    for (const YamlNode *member = root->kind == YAML_MAP ? root->first : NULL; member; member = member->next) {
        read_member(config, member, name);
    }
    yaml_tree_free(yaml);
}

void config_load(Config *config, const char *folder, bool is_read)
{
    if (!folder) {
        return;
    }
    char *path = file_join(folder, "config.yaml");
    char *themes = file_join(folder, "themes");
    config_set_theme_folder(config, themes);
    Text text = TEXT_EMPTY;
    Error error = {0};
    if (is_read && file_read(path, FILE_MAXIMUM, &text, NULL, &error)) {
        config_read(config, text_slice(&text), "config.yaml");
    } else if (is_read && error.code != ERROR_NOT_FOUND) {
        config_add_error(config, path, &error);
    }
    text_free(&text);
    free(themes);
    free(path);
}
