/*
 * Player: lines of a script, one after the other, each made into beats (script_statement.h), which are played one by
 * one.
 *
 * A beat is a pause and then an event. When all beats of a line are played the next line is taken. What happens next is
 * known from the time `due_at`, which moves with pauses and the speed.
 */
#include "ui/kit/script/player.h"

#include "ui/kit/script/script_statement.h"
#include "ui/kit/script/script_text.h"

#include "src/base/memory.h"

#include <stdio.h>
#include <stdlib.h>

enum { SPEED_NORMAL = 100, SPEED_LEAST = 25, SPEED_MOST = 800, ALONE_AWAIT = 1500, FIRST_PAUSE = 600 };

struct Player {
    PlayerOptions options;
    ScriptRun run;
    ScriptBeats beats;
    Slice left; /* of the script */
    unsigned line;
    int speed; /* percent */
    int64_t due_at;
    bool is_paused;
    bool is_waiting; /* for a key, which the script awaits */
    bool is_stepping;
    int band_width; /* of the screen that the band was made for */
    Text status;    /* as the band says it */
};

static int64_t now(const Player *player)
{
    return player->options.clock.milliseconds(player->options.clock.context);
}

/* The rows that the longest sentence takes on a screen of this width. */
static int caption_rows(Slice script, int width)
{
    enum { ROWS_LEAST = 2, ROWS_MOST = 4, KEY_CELLS = 12 };
    size_t longest = 0;
    int room = width > 3 * KEY_CELLS ? width - KEY_CELLS - KEY_CELLS / 2 : KEY_CELLS;
    while (script.length) {
        Slice rest = script_line(&script);
        if (slice_equals(script_word(&rest), SLICE("say"))) {
            longest = rest.length > longest ? rest.length : longest;
        }
    }
    int rows = (int)((longest + (size_t)room - 1) / (size_t)room);
    return !longest ? 0 : rows < ROWS_LEAST ? ROWS_LEAST : rows > ROWS_MOST ? ROWS_MOST : rows;
}

/* Makes room for the longest sentence, where the screen has another width than before. */
static void fit_band(Player *player)
{
    Stage *stage = player->options.stage;
    int width = stage_bounds(stage).width;
    if (width != player->band_width) {
        player->band_width = width;
        stage_set_band(stage, caption_rows(player->options.script, width));
    }
}

/* What the line of the band says. */
static void show(Player *player)
{
    const char *what = player->is_waiting ? "press Space" : player->is_paused ? "paused" : "playing";
    const char *sign = player->is_waiting || player->is_paused ? "■" : "▸";
    text_clear(&player->status);
    text_format(&player->status, "%s %s", sign, what);
    if (player->speed != SPEED_NORMAL) {
        text_format(&player->status, " × %g", player->speed / (double)SPEED_NORMAL);
    }
    ScriptRun *run = &player->run;
    bool is_silent = player->options.is_alone || player->options.has_stops;
    run->caption.status = is_silent ? (Slice){0} : text_slice(&player->status);
    run->caption.hint = player->options.is_alone    ? (Slice){0}
                        : player->options.has_stops ? SLICE("Space next · Esc end")
                                                    : SLICE("Space pause · Esc end · → step · + - speed");
    script_show_caption(run);
}

/* ---- the end ---- */

/* Gives the stage back to the person, and tells; the player may be gone afterwards. */
static void end(Player *player, bool is_stopped, const Error *error)
{
    PlayerOptions options = player->options;
    stage_set_driver(options.stage, (StageDriver){0});
    if (!options.is_alone) {
        stage_set_band(options.stage, 0);
        stage_set_frame(options.stage, 0, 0);
    }
    stage_redraw(options.stage);
    if (options.ended) {
        options.ended(options.context, is_stopped, error);
    }
}

/* ---- what is next ---- */

/* The pause is over at `due_at`, from now on. */
static void pause_for(Player *player, int64_t milliseconds)
{
    player->due_at = now(player) + milliseconds * SPEED_NORMAL / player->speed;
}

/* Takes lines until one has something to play; false at the end of the script, or with a sentence where one is wrong.
 */
static bool take_line(Player *player, Error *error)
{
    ScriptBeats *beats = &player->beats;
    beats->count = beats->next = 0;
    while (player->left.length && beats->count == 0 && !beats->is_awaiting) {
        Slice line = script_line(&player->left), rest = line;
        player->line++;
        Slice name = script_word(&rest);
        if (slice_equals(name, SLICE("screen")) && player->options.pictured) {
            player->options.pictured(player->options.context);
        }
        Error trouble = {0};
        if (!script_run_line(&player->run, line, &trouble)) {
            char where[sizeof trouble.where];
            snprintf(where, sizeof where, "%s:%u", player->options.name, player->line);
            error_set(error, trouble.code, where, "%s", trouble.message);
            return false;
        }
        if (player->options.has_stops && slice_equals(name, SLICE("say"))) {
            /* It is read as long as it takes. */
            beats->count = 0;
            beats->is_awaiting = true;
        }
    }
    return beats->count > 0 || beats->is_awaiting;
}

/* Shows which key is pressed; characters that are typed in a row show themselves. */
static void show_key(Player *player, const Event *event)
{
    Text *pressed = &player->run.pressed;
    text_clear(pressed);
    if (event->kind == EVENT_KEY) {
        key_print(event->key, pressed);
    }
    script_show_caption(&player->run);
}

/* Plays the beat whose pause is over. */
static void play_beat(Player *player)
{
    ScriptBeats *beats = &player->beats;
    ScriptBeat beat = beats->items[beats->next++];
    if (beat.event.kind != EVENT_NONE) {
        show_key(player, &beat.event);
        stage_handle(player->options.stage, beat.event);
    }
}

/* Prepares what comes next. Returns false where the player has ended, and may be gone. */
static bool prepare(Player *player)
{
    ScriptBeats *beats = &player->beats;
    if (beats->next == beats->count && beats->is_awaiting && !player->options.is_alone) {
        player->is_waiting = true;
        show(player);
        return true;
    }
    if (beats->next == beats->count && beats->is_awaiting) {
        beats->is_awaiting = false;
        script_beat(beats, (Event){.kind = EVENT_NONE}, ALONE_AWAIT);
    }
    Error error = {0};
    if (beats->next == beats->count && !take_line(player, &error)) {
        end(player, false, error.code ? &error : NULL);
        return false;
    }
    if (beats->next == beats->count) {
        return prepare(player);
    }
    pause_for(player, beats->items[beats->next].pause);
    return true;
}

static void tick(void *context)
{
    Player *player = context;
    fit_band(player);
    if (player->beats.next < player->beats.count) {
        play_beat(player);
    }
    if (stage_is_over(player->options.stage) || !prepare(player)) {
        return;
    }
    if (player->is_stepping && !player->is_waiting) {
        player->is_stepping = false;
        player->is_paused = true;
        show(player);
    }
}

static int64_t wait(void *context)
{
    const Player *player = context;
    int64_t left = player->due_at - now(player);
    return player->is_paused || player->is_waiting ? -1 : left > 0 ? left : 0;
}

/* ---- keys ---- */

/* Goes on at once, from a pause or where a key was awaited. */
static void go_on(Player *player)
{
    if (player->is_waiting) {
        player->beats.is_awaiting = false;
    }
    player->is_waiting = player->is_paused = false;
    player->due_at = now(player);
}

/* The pause at hand is shorter or longer by the new speed, too. */
static void set_speed(Player *player, int speed)
{
    int64_t time = now(player), left = player->due_at > time ? player->due_at - time : 0;
    int before = player->speed;
    player->speed = speed < SPEED_LEAST ? SPEED_LEAST : speed > SPEED_MOST ? SPEED_MOST : speed;
    player->due_at = time + left * before / player->speed;
}

static bool is_character(Key key, uint32_t character)
{
    return key.code == character && !key.modifiers;
}

/* Every key is the player's; clicks and pastes do nothing while it plays. */
static bool take_event(void *context, const Event *event)
{
    Player *player = context;
    Key key = event->key;
    if (event->kind != EVENT_KEY) {
        return true;
    }
    bool is_interrupt = keys_equal(key, key_make('c', KEY_CTRL));
    if (key.code == KEYCODE_ESCAPE || is_character(key, 'q') || is_interrupt) {
        end(player, true, NULL);
        return true;
    }
    if (is_character(key, '+') || is_character(key, '-')) {
        set_speed(player, is_character(key, '+') ? player->speed * 2 : player->speed / 2);
    } else if (key.code == KEYCODE_RIGHT) {
        go_on(player);
        player->is_stepping = true;
    } else if (player->is_waiting || player->is_paused || player->options.has_stops) {
        go_on(player);
    } else if (is_character(key, ' ')) {
        player->is_paused = true;
    }
    show(player);
    return true;
}

/* ---- life ---- */

Player *player_new(const PlayerOptions *options)
{
    Player *player = memory_allocate_zeroed(1, sizeof *player);
    player->options = *options;
    player->left = options->script;
    player->speed = SPEED_NORMAL;
    player->run = (ScriptRun){
        .stage = options->stage, .host = options->host, .beats = &player->beats, .is_alone = options->is_alone};
    player->due_at = now(player) + FIRST_PAUSE;
    fit_band(player);
    show(player);
    stage_set_driver(options->stage, (StageDriver){.context = player, .event = take_event, .wait = wait, .tick = tick});
    return player;
}

void player_free(Player *player)
{
    if (player) {
        stage_set_driver(player->options.stage, (StageDriver){0});
        script_run_free(&player->run);
        text_free(&player->status);
        free(player->beats.items);
        free(player);
    }
}
