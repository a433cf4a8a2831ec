package io.ringlog.domain.speech;

/** Honderdeen, op drie maart, tien uur vijf: what most languages do. */
final class Dutch extends Grammar {}
