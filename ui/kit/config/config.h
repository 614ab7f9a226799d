/*
 * Config: the user's settings, each with its origin.
 *
 * Settings come from, in rising order: the built-in value, config.yaml under $XDG_CONFIG_HOME/ipse (or ~/.config/ipse),
 * sizes that were set on the screen, the environment, the command line, and commands while the program runs. What is
 * wrong in the file is a fault that names line and column; the rest of the file counts, and the program starts.
 *
 *     theme: light
 *     mouse: off
 *     ascii: no
 *     actor: creator
 *     profile: https://example.org/StructureDefinition/our-study
 *     rule-width: 40            # columns of the rule pane; 0: follows the screen
 *     issues-height: 8          # rows of the issues pane; 0: follows the screen
 *     keys:
 *       save: ^S, F2
 *       next-issue: ["]d", F8]
 *       quit: none
 *     servers:                  # src/net/server.h
 *       clinic:
 *         fhir: https://fhir.example.org/r4
 *         token_env: CLINIC_TOKEN
 */
#ifndef IPSE_KIT_CONFIG_H
#define IPSE_KIT_CONFIG_H

#include "src/base/error.h"
#include "src/base/slice.h"
#include "src/base/text.h"
#include "src/net/server.h"

/* X(enumerator, name, kind, built-in value, choices or unit, help) */
#define SETTING_TABLE(X)                                                                                               \
    X(THEME, "theme", TEXT, "auto", "NAME", "colours: auto, dark, light, … or a file of themes/ next to config.yaml")  \
    X(MOUSE, "mouse", FLAG, "on", "on|off", "mouse clicks and wheel")                                                  \
    X(ASCII, "ascii", CHOICE, "auto", "auto|on|off", "draw with ASCII only; auto: if the locale is not UTF-8")         \
    X(ACTOR, "actor", TEXT, "both", "NAME|URL|both", "actor of the displayed obligations")                             \
    X(PROFILE, "profile", TEXT, "", "URL|FILE", "profile for ImagingStudies; empty: the included IPS profile")         \
    X(SPLIT, "rule-width", NUMBER, "0", "COLUMNS", "width of the rule pane; 0: follows the screen")                    \
    X(ISSUES, "issues-height", NUMBER, "0", "ROWS", "height of the issues pane; 0: follows the screen")                \
    X(WRAP, "wrap", FLAG, "off", "on|off", "wrap long values in the tree")                                             \
    X(CLIPBOARD, "clipboard", CHOICE, "auto", "auto|terminal|program|off", "how to copy to the clipboard")             \
    X(EDITOR, "editor", TEXT, "", "COMMAND", "editor for `v`; empty: $VISUAL, $EDITOR")                                \
    X(VIEWER, "viewer", TEXT, "", "COMMAND", "program that shows images of `:images`; empty: xdg-open")

typedef enum SettingKind { SETTING_KIND_TEXT, SETTING_KIND_FLAG, SETTING_KIND_NUMBER, SETTING_KIND_CHOICE } SettingKind;

typedef enum Setting {
#define SETTING_ENUMERATOR(enumerator, name, kind, value, form, help) SETTING_##enumerator,
    SETTING_TABLE(SETTING_ENUMERATOR)
#undef SETTING_ENUMERATOR
        SETTING_COUNT
} Setting;

typedef struct Config Config;

/* All settings at their built-in values. Free with config_free. */
Config *config_new(void);
void config_free(Config *config);

/* The folder $XDG_CONFIG_HOME/ipse or ~/.config/ipse; NULL where neither is known. The caller frees it. */
char *config_folder(void);

/* Remembers FOLDER/themes for themes and, with `is_read`, reads FOLDER/config.yaml; a file that is not there is no
   fault. `folder` may be NULL. */
void config_load(Config *config, const char *folder, bool is_read);

/* Reads settings from a text; `name` stands in faults and origins. */
void config_read(Config *config, Slice text, const char *name);

void config_set_theme_folder(Config *config, const char *folder);

/* The folder of the user's themes; NULL if there is none. */
const char *config_theme_folder(const Config *config);

/* For scripts, which do the same for everybody: keys and settings that change what keys do (actor, profile, sizes,
   wrapping) are as built in again; servers stay. With `keeps_looks` colours, mouse, clipboard, editor and viewer stay
   too, else what was wrong in the file is forgotten as well. */
void config_forget_conduct(Config *config, bool keeps_looks);

/* Sets one value; false with a sentence where it is not of the setting's form. `origin` is copied: "--theme". */
bool config_set(Config *config, Setting setting, Slice value, const char *origin, Error *error);

/* Sets a value as config_set does, where it is of the setting's form, and remembers the one below it. */
void config_override(Config *config, Setting setting, Slice value, const char *origin);

/* The value that was overridden; NULL where none was. */
const char *config_overridden(const Config *config, Setting setting);

/* The value is again the one that was overridden. */
void config_restore(Config *config, Setting setting);

/* Sizes of panes that were set on the screen, kept in the state folder: read after the files, and valid as long as
   these say what they said then. */
void config_load_sizes(Config *config);
void config_keep_size(Config *config, Setting setting, int size);
void config_forget_sizes(Config *config);

/* Finds a setting by name; SETTING_COUNT if there is none. */
Setting config_find(Slice name);

const char *config_text(const Config *config, Setting setting); /* valid until the setting is set again */
bool config_flag(const Config *config, Setting setting);
int config_number(const Config *config, Setting setting);
#define CONFIG_BUILT_IN "built in"
const char *config_origin(const Config *config, Setting setting); /* CONFIG_BUILT_IN, "config.yaml:3:8", "--theme" */

const char *setting_name(Setting setting);
const char *setting_form(Setting setting);
const char *setting_help(Setting setting);

/* ---- keys ---- */

/* A binding of the file's `keys`: action names are not known here. */
typedef struct ConfigKey {
    const char *action;
    const char *keys; /* sequences separated by commas; empty: the action shall have no keys */
    int line;
    int column;
    const char *file; /* for faults */
} ConfigKey;
size_t config_key_count(const Config *config);
const ConfigKey *config_key(const Config *config, size_t position);

/* Adds a binding; everything is copied. */
void config_add_key(Config *config, const char *file, int line, int column, Slice action, Slice keys);

/* ---- servers ---- */

/* The servers of the files; owned by the config. */
const Servers *config_servers(const Config *config);

/* The server with a name, to be set; it is added if there is none. */
NamedServer *config_add_server(Config *config, Slice name);

/* ---- faults ---- */

/* Sentences "config.yaml:3:8: …", in the order of finding. */
size_t config_fault_count(const Config *config);
const char *config_fault(const Config *config, size_t position);

/* Adds a fault; also used by the keymap, which alone knows actions. */
void config_add_fault(Config *config, const char *file, int line, int column, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Adds an error as a fault. */
void config_add_error(Config *config, const char *where, const Error *error);

/* True where a file of the settings could not be read, whatever is in it: a fault of the system. */
bool config_has_trouble(const Config *config);

/* Appends "NAME: VALUE   # ORIGIN" for every setting, as YAML, then the keys and the servers. Secrets are not among
 * them. */
void config_print(const Config *config, Text *text);

#endif
