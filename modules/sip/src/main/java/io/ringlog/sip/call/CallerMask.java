package io.ringlog.sip.call;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import io.ringlog.sip.message.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What one target sees of the caller's side of a dialog, where that is not what the caller wrote: its party under
 * another name, and its sequence numbers moved on by the INVITEs that we repeated. The tag is the same, and so is the
 * dialog (RFC 3261 section 12.1.1); each side goes on to see what it knows.
 */
final class CallerMask {

    private final @Nullable String said;
    private final @Nullable String shown;
    private long shift;

    private CallerMask(@Nullable String said, @Nullable String shown) {
        this.said = said;
        this.shown = shown;
    }

    /** @param nameAddr what the target sees in From; null for what the caller wrote */
    static CallerMask of(SIPRequest invite, @Nullable String nameAddr) {
        String said = Headers.text(invite, "From");
        return said == null || nameAddr == null
                ? new CallerMask(null, null)
                : new CallerMask(said, nameAddr + ";tag=" + invite.getFromTag());
    }

    /** The INVITE is repeated as a request of its own (RFC 3261 section 22.2): one more than the caller knows. */
    void repeats() {
        shift++;
    }

    /** A number of the caller as the target knows it. */
    long seqOf(long callers) {
        return callers == 0 ? 0 : callers + shift;
    }

    /** A number that the target knows as the caller does. */
    long callersSeq(long known) {
        return known - shift;
    }

    /**
     * Puts it on or takes it off.
     *
     * @param callersRequest the message is a request of the caller or answers one: the caller's party stands in From
     */
    void dress(SIPMessage message, boolean callersRequest, boolean towardsCallee) {
        String name = towardsCallee ? shown : said;
        if (name != null) {
            Headers.set(message, callersRequest ? "From" : "To", name);
        }
        if (callersRequest && shift > 0) {
            move(message, towardsCallee ? shift : -shift);
        }
    }

    private static void move(SIPMessage message, long by) {
        var seq = message.getCSeq();
        Headers.set(message, "CSeq", (seq.getSeqNumber() + by) + " " + seq.getMethod());
        String acknowledges = Headers.text(message, "RAck");
        if (acknowledges != null) {
            // RFC 3262 section 7.2: response number, then number and method of the request it answered.
            String[] parts = acknowledges.strip().split("\\s+", 3);
            if (parts.length == 3 && parts[1].matches("[0-9]{1,10}")) {
                Headers.set(message, "RAck", parts[0] + " " + (Long.parseLong(parts[1]) + by) + " " + parts[2]);
            }
        }
    }
}
