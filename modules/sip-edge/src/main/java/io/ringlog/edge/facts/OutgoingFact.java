package io.ringlog.edge.facts;

import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.Input;
import io.ringlog.wire.Codecs;
import io.ringlog.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One input on its way to the journal, and the form in which it waits on disk. */
public record OutgoingFact(String account, Input input) {

    private static final byte END_OF_ACCOUNT = '\n';

    /** Lifecycle facts concern every account and go to every partition; all others go where their account lives. */
    public boolean toEveryPartition() {
        return input instanceof EdgeLifecycle;
    }

    /**
     * Whether somebody waits for what the brain makes of it. Of places that are tried, ringing, a hold, an end, figures
     * and who speaks it only takes note, so that they may wait some milliseconds for the company of facts that cannot.
     */
    boolean isUrgent() {
        return !(input instanceof CallFact.LegProgressed
                || input instanceof CallFact.LegSent
                || input instanceof CallFact.LegEnded
                || input instanceof CallFact.LegsMeasured
                || input instanceof CallFact.SpeakerHeard
                || input instanceof CallFact.LegHeld);
    }

    byte[] toBytes() {
        byte[] key = account.getBytes(StandardCharsets.UTF_8);
        byte[] value = Codecs.INPUT.encode(input);
        byte[] all = Arrays.copyOf(key, key.length + 1 + value.length);
        all[key.length] = END_OF_ACCOUNT;
        System.arraycopy(value, 0, all, key.length + 1, value.length);
        return all;
    }

    static Decoded<OutgoingFact> read(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != END_OF_ACCOUNT) {
            end++;
        }
        if (end == bytes.length) {
            return new Decoded.Undecodable<>("edge.spool", "a spooled fact has no account");
        }
        String account = new String(bytes, 0, end, StandardCharsets.UTF_8);
        return switch (Codecs.INPUT.decode(Arrays.copyOfRange(bytes, end + 1, bytes.length))) {
            case Decoded.Ok<Input>(var input) -> new Decoded.Ok<>(new OutgoingFact(account, input));
            case Decoded.Undecodable<Input>(var code, var message) -> new Decoded.Undecodable<>(code, message);
        };
    }
}
