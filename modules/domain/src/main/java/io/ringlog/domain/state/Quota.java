package io.ringlog.domain.state;

import io.ringlog.domain.journal.ChannelInput.ChannelsGranted;
import io.ringlog.domain.journal.ChannelInput.ChannelsReported;

/**
 * The channels that an account holds of the ceiling of another above it. What came in and what went back only grow, so
 * that a record that comes twice, late or in another order changes nothing that a later one does not say.
 *
 * @param of the account whose ceiling it is
 * @param in channels granted in all its life, as far as this account has heard
 * @param heard of the newest report that was answered
 * @param ceiling as the other account last said it
 * @param scarce whether callers elsewhere are refused, so that nothing is to be held in reserve
 * @param said the newest report: what it gave back in all its life, and what it would like to hold
 */
public record Quota(String account, String of, long in, long heard, int ceiling, boolean scarce, ChannelsReported said)
        implements ChannelGranule {

    public static Quota none(String account, String of) {
        return new Quota(account, of, 0, 0, 0, false, new ChannelsReported(account, 0, 0, 0, 0, 0));
    }

    /** What it may use now. */
    public int held() {
        return (int) (in - said.back());
    }

    public boolean isAnswered() {
        return heard >= said.seq();
    }

    /** The same after word of the other account, which may be old. */
    public Quota granted(ChannelsGranted grant) {
        long all = Math.max(in, grant.total());
        return grant.heard() < heard
                ? new Quota(account, of, all, heard, ceiling, scarce, said)
                : new Quota(account, of, all, grant.heard(), grant.ceiling(), grant.scarce(), said);
    }

    /** The same with so many given back and these wishes; itself when that says nothing new. */
    public Quota reporting(int returned, int wish, int need) {
        var next = new ChannelsReported(account, said.seq() + 1, in, said.back() + returned, wish, need);
        boolean news = returned > 0 || in != said.in() || wish != said.wish() || need != said.need();
        return news ? new Quota(account, of, in, heard, ceiling, scarce, next) : this;
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "quota", of);
    }
}
