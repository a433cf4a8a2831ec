package io.ringlog.domain.figures;

/**
 * What agents did for callers of a queue, from the answer to the end of the wrap-up.
 *
 * @param callers whose talk and wrap-up are over
 * @param talkMs without what they were on hold
 * @param holdMs while somebody of the call had the other on hold
 */
public record Handled(int callers, long talkMs, long holdMs, long wrapUpMs) {

    static final Handled NONE = new Handled(0, 0, 0, 0);

    Handled plus(Handled more) {
        return new Handled(
                callers + more.callers, talkMs + more.talkMs, holdMs + more.holdMs, wrapUpMs + more.wrapUpMs);
    }
}
