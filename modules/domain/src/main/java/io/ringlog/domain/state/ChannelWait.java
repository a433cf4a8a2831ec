package io.ringlog.domain.state;

/**
 * What an account waits for of the ceilings above it and of its own.
 *
 * @param need callers it has refused lately because there was no channel
 * @param tries how often in a row it has said again what nobody answered
 */
public record ChannelWait(String account, int need, int tries) implements ChannelGranule {

    public static ChannelWait none(String account) {
        return new ChannelWait(account, 0, 0);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "channel_wait", "need");
    }
}
