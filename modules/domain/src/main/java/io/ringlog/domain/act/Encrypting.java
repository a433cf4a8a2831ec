package io.ringlog.domain.act;

import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Contact;
import io.ringlog.domain.journal.OfferedEncryption;
import io.ringlog.domain.journal.Party;
import io.ringlog.domain.refusal.Refusal;
import io.ringlog.kernel.Rejection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the media of a party is encrypted, by the rule of its device or trunk. Makes no key and reads none. */
public final class Encrypting {

    /** What nobody reads along. */
    private static final Set<String> SAFE = Set.of("tls", "wss");

    private Encrypting() {}

    /** Why a caller cannot be taken with the media it offers; empty when it can. */
    public static Optional<Rejection> refusal(Turn turn, Party caller, InviteReceived invite) {
        OfferedEncryption offered = invite.encryption();
        if (offered == OfferedEncryption.UNUSABLE) {
            return Optional.of(Refusal.ENCRYPTION_UNUSABLE.rejection(
                    "its media is to be encrypted, and the offer has no key that can be used"));
        }
        return switch (rule(turn, caller)) {
            case OFF ->
                offered == OfferedEncryption.REQUIRED
                        ? Optional.of(Refusal.ENCRYPTION_OFF.rejection("media of the caller is never encrypted"))
                        : Optional.empty();
            case OPTIONAL -> Optional.empty();
            case REQUIRED -> unsafe(invite);
        };
    }

    private static Optional<Rejection> unsafe(InviteReceived invite) {
        if (invite.encryption() == null) {
            return Optional.of(Refusal.ENCRYPTION_REQUIRED.rejection(
                    "media of the caller must be encrypted, and the offer has no key"));
        }
        String transport = invite.source().transport();
        return SAFE.contains(transport)
                ? Optional.empty()
                : Optional.of(Refusal.ENCRYPTION_NOT_OVER_TLS.rejection(
                        "the key of media that must be encrypted came by " + transport));
    }

    /** Whether what a caller offers of encryption is not to be taken. */
    public static boolean staysClear(Turn turn, Party caller, InviteReceived invite) {
        return invite.encryption() != null && rule(turn, caller) == MediaEncryption.OFF;
    }

    /** Whether what a caller offers in the clear beside what is encrypted is not to be taken. */
    public static boolean staysEncrypted(Turn turn, Party caller, InviteReceived invite) {
        return invite.encryption() == OfferedEncryption.OPTIONAL && rule(turn, caller) == MediaEncryption.REQUIRED;
    }

    /** What is offered of encryption to somebody who is rung; null for nothing. */
    public static @Nullable MediaEncryption offer(Turn turn, Party called, Contact contact) {
        return switch (rule(turn, called)) {
            case OFF -> null;
            case OPTIONAL -> SAFE.contains(contact.transport()) ? MediaEncryption.OPTIONAL : null;
            case REQUIRED -> MediaEncryption.REQUIRED;
        };
    }

    /** True for a device in a browser, which is offered the way of browsers; null for all others. */
    static @Nullable Boolean webRtc(Turn turn, Party called) {
        boolean inBrowser = called instanceof Party.Device(var user, String device)
                && turn.state()
                        .config()
                        .as(device, SipDevice.class)
                        .map(SipDevice::isWebrtc)
                        .orElse(false);
        return inBrowser ? true : null;
    }

    private static MediaEncryption rule(Turn turn, Party party) {
        return switch (party) {
            case Party.Device(var user, String device) ->
                turn.state()
                        .config()
                        .as(device, SipDevice.class)
                        .map(SipDevice::mediaEncryption)
                        .orElse(MediaEncryption.OPTIONAL);
            case Party.Trunk(String trunk, var number) ->
                turn.state()
                        .config()
                        .as(trunk, SipTrunk.class)
                        .map(SipTrunk::mediaEncryption)
                        .orElse(MediaEncryption.OPTIONAL);
            case Party.Number number -> MediaEncryption.OPTIONAL;
            case Party.Anonymous nobody -> MediaEncryption.OPTIONAL;
        };
    }
}
