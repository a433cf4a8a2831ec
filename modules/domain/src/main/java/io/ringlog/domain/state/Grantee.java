package io.ringlog.domain.state;

import io.ringlog.domain.journal.ChannelInput.ChannelsReported;

/**
 * An account below that was lent channels of this one's ceiling. What went out and came back only grow.
 *
 * @param to the account below
 * @param out channels lent to it in all
 * @param back channels it has given back in all, as far as this account has heard
 * @param known of {@code out}, what it is known to have heard of
 * @param seq of its newest report
 * @param wish channels it would like to hold beside
 * @param need of these, channels that callers were refused for there
 * @param scarce whether it was told to hold nothing in reserve
 */
public record Grantee(
        String account, String to, long out, long back, long known, long seq, int wish, int need, boolean scarce)
        implements ChannelGranule {

    public static Grantee none(String account, String to) {
        return new Grantee(account, to, 0, 0, 0, 0, 0, 0, false);
    }

    /** Channels that may be in use there. */
    public int outstanding() {
        return (int) (out - back);
    }

    public boolean hasHeard() {
        return known >= out;
    }

    /** The same after a report, which may be old; what is on its way there is part of what it wishes. */
    public Grantee reported(ChannelsReported report) {
        long returned = Math.max(back, report.back());
        long heard = Math.max(known, report.in());
        int coming = (int) (out - report.in());
        return report.seq() < seq
                ? new Grantee(account, to, out, returned, heard, seq, wish, need, scarce)
                : new Grantee(
                        account,
                        to,
                        out,
                        returned,
                        heard,
                        report.seq(),
                        Math.max(0, report.wish() - coming),
                        Math.max(0, report.need() - coming),
                        scarce);
    }

    /** The same with so many more. */
    public Grantee lent(int channels) {
        return new Grantee(
                account,
                to,
                out + channels,
                back,
                known,
                seq,
                Math.max(0, wish - channels),
                Math.max(0, need - channels),
                scarce);
    }

    public Grantee told(boolean isScarce) {
        return new Grantee(account, to, out, back, known, seq, wish, need, isScarce);
    }

    @Override
    public GranuleKey key() {
        return new GranuleKey(account, "grantee", to);
    }
}
