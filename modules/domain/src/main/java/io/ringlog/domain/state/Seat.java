package io.ringlog.domain.state;

import java.util.Comparator;

/**
 * Where an agent who is ready stands among those of a queue.
 *
 * @param tier lower ones are asked first
 * @param key what the strategy asks for, the lowest first: a time in epoch milliseconds, a number of calls, talk in
 *     milliseconds, or always 0
 * @param position as configured, for equal keys
 */
public record Seat(int tier, long key, int position, String userId) {

    /** Who is before whom in a tier. */
    public static final Comparator<Seat> ORDER =
            Comparator.comparingLong(Seat::key).thenComparingInt(Seat::position).thenComparing(Seat::userId);
}
