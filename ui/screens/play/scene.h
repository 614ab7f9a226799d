/*
 * Scene: what a script does with the files of the workbench.
 */
#ifndef IPSE_SCREENS_SCENE_H
#define IPSE_SCREENS_SCENE_H

#include "ui/kit/script/script.h"
#include "ui/screens/bench/bench.h"

typedef struct Scene {
    Workbench *bench;
    const char *script; /* its path: files are opened from its folder */
    bool has_file;      /* a file was given: the script opens no other */
} Scene;

/* What a script may call; it and the scene must outlive the script. */
ScriptScene scene_of(Scene *scene);

/* The path of a file that a script names, from the folder of the script. The caller frees it. */
char *scene_path(const char *script, Slice path);

#endif
