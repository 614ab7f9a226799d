/*
 * Painter: the bytes that make a terminal show a canvas.
 *
 * Keeps what the terminal shows and writes only the cells that differ. Knows no terminal but by its capabilities.
 */
#ifndef IPSE_KIT_PAINTER_H
#define IPSE_KIT_PAINTER_H

#include "ui/kit/canvas.h"
#include "ui/kit/capabilities.h"

typedef struct Painter Painter;

/* The capabilities must outlive the painter. */
Painter *painter_new(const Capabilities *capabilities);
void painter_free(Painter *painter);

/* Forgets what the terminal shows: the next paint clears it and writes every cell. */
void painter_forget(Painter *painter);

/* Appends what must be written so that the terminal shows the canvas in the theme's colours. */
void painter_paint(Painter *painter, const Canvas *canvas, const Theme *theme, Text *output);

#endif
