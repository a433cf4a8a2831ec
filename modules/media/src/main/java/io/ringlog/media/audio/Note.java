package io.ringlog.media.audio;

/**
 * One note of a synthesised sound.
 *
 * @param hz pitch
 * @param atMs when it starts
 * @param forMs how long it sounds, its fading included
 * @param level peak, 0 to 32767
 */
record Note(double hz, int atMs, int forMs, int level) {}
