package io.ringlog.domain.journal;

/**
 * What accounts tell each other of the channels of a ceiling, each in the other's journal. Every number but wishes and
 * ceilings only grows, so that a record may come late, twice, in any order, or never.
 */
public sealed interface ChannelInput extends Input {

    /**
     * An account below says what it holds and would like to hold.
     *
     * @param from the account below
     * @param seq 1, 2, 3 … of its reports; older ones than the newest say nothing of wishes
     * @param in channels it has heard to be granted in all
     * @param back channels it has given back in all
     * @param wish channels it would like to hold beside
     * @param need of these, channels that callers were refused for
     */
    record ChannelsReported(String from, long seq, long in, long back, int wish, int need) implements ChannelInput {}

    /**
     * The account with the ceiling says what it has granted.
     *
     * @param of the account with the ceiling
     * @param heard the newest report it has read
     * @param total channels granted in all
     * @param ceiling calls at once that it may have with all accounts below it
     * @param scarce whether nothing is to be held in reserve, because callers are refused elsewhere
     */
    record ChannelsGranted(String of, long heard, long total, int ceiling, boolean scarce) implements ChannelInput {}
}
