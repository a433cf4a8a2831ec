package io.ringlog.domain.journal;

/** What becomes of the channels of a ceiling over a tree of accounts. */
public sealed interface ChannelEvent extends Event {

    /**
     * An account below may have so many calls at once now.
     *
     * @param of the account whose ceiling it is
     * @param held channels
     * @param ceiling over all accounts together, as far as this one knows
     */
    record ChannelsHeld(String of, int held, int ceiling) implements ChannelEvent {}

    /**
     * So many channels of the account's ceiling may be in use in an account below now.
     *
     * @param to the account below
     * @param granted channels
     * @param free channels that nobody has now; negative where a ceiling was lowered or help was called for
     */
    record ChannelsLent(String to, int granted, int free) implements ChannelEvent {}
}
