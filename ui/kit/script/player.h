/*
 * Player: a script that is played on a stage, key by key, with pauses, for people who look on.
 *
 * The player is the driver of the stage (stage.h). Keys from outside are for it: Space stops it and lets it go on, or
 * goes on where the script waits for a key; Right does one thing more; + and - change the speed; Esc and q end it, and
 * the stage is the person's again.
 */
#ifndef IPSE_KIT_PLAYER_H
#define IPSE_KIT_PLAYER_H

#include "ui/kit/script/script.h"

typedef struct Player Player;

typedef struct PlayerOptions {
    Slice script;     /* all of it; must outlive the player */
    const char *name; /* of the script, in errors; the same */
    Stage *stage;
    ScriptHost *host;
    Clock clock;    /* of the stage */
    bool is_alone;  /* nobody presses keys: a recording is made; what is awaited comes by itself */
    bool has_stops; /* waits for a key after each sentence */
    void *context;  /* of `ended` */
    void (*ended)(void *context, bool is_stopped,
                  const Error *error); /* `error` NULL: nothing was wrong. May free the player */
    void (*pictured)(void *context);   /* at the statement `screen`; NULL: nothing happens */
} PlayerOptions;

/* Begins to play; the stage must live longer than the player. Free with player_free, which ends it. */
Player *player_new(const PlayerOptions *options);
void player_free(Player *player);

#endif
