package io.ringlog.domain.testing;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.journal.WatchAsked;
import io.ringlog.domain.registration.DigestCheck;
import io.ringlog.domain.registration.SecretOpener;
import java.util.List;

/** Phones with right and wrong passwords. The HA1 of {@code dev_x} is {@code ha1-of-dev_x}; PINs are not sealed. */
public final class Phones {

    public static final SecretOpener SECRETS = (ciphertext, context) ->
            context.startsWith("conf_") || context.startsWith("vm_") ? ciphertext : "ha1-of-" + context;

    private final Facts facts;
    private int nonces;
    private long cseq;

    public Phones(Facts facts) {
        this.facts = facts;
    }

    /** A brain with every concern, and two colleagues with a device each. */
    public static BrainSpec office() {
        return new BrainSpec(Brains.concerns(SECRETS))
                .given(
                        Rows.account(),
                        UserRow.user("anna").row(),
                        UserRow.user("ben").row(),
                        Rows.device("anna"),
                        Rows.device("ben"));
    }

    /** The office in Germany, with two trunks by which one route leads out. */
    public static BrainSpec callingOut() {
        return office().given(
                        Draft.like(Rows.account())
                                .with("country", "DE")
                                .with("defaultCidNumber", "4930100")
                                .row(),
                        trunk("tr_1").row(),
                        trunk("tr_2").row(),
                        Rows.route("route_1", "tr_1", "tr_2").row());
    }

    public static Draft<SipTrunk> trunk(String id) {
        return Draft.like(Rows.trunk())
                .with("id", id)
                .with("name", id)
                .with("proxy", id.replace('_', '-') + ".example:5070");
    }

    public DigestAnswer answer(String name, String method) {
        nonces++;
        return answer(name, method, "nonce-" + nonces, "00000001", "ha1-of-dev_" + name);
    }

    public DigestAnswer answer(String name, String method, String nonce, String nc, String ha1) {
        DigestAnswer open = new DigestAnswer(
                name, Rows.DOMAIN, nonce, "sip:" + Rows.DOMAIN, "", "MD5", "auth", "cnonce", nc, method, null);
        return new DigestAnswer(
                name,
                Rows.DOMAIN,
                nonce,
                open.uri(),
                DigestCheck.response(open, ha1, "MD5"),
                "MD5",
                "auth",
                "cnonce",
                nc,
                method,
                null);
    }

    public RegisterReceived registers(String name) {
        return registers(name, new ContactAsked("sip:" + name + "@192.0.2.10:5060", 3600, null));
    }

    public RegisterReceived registers(String name, ContactAsked... contacts) {
        return registers(name, answer(name, "REGISTER"), Facts.SOURCE, contacts);
    }

    public RegisterReceived registers(String name, DigestAnswer auth, Source source, ContactAsked... contacts) {
        cseq++;
        return new RegisterReceived(
                facts.stamp(),
                "req-" + cseq,
                name,
                Rows.DOMAIN,
                List.of(contacts),
                false,
                auth,
                source,
                "phone/1",
                "register-" + name,
                cseq,
                null);
    }

    /** Asks to be told of a target for an hour. */
    public WatchAsked watches(String name, WatchAsked.Kind kind, String target) {
        return watches(name, kind, target, 3600);
    }

    public WatchAsked watches(String name, WatchAsked.Kind kind, String target, int expiresSec) {
        return watches(answer(name, "SUBSCRIBE"), kind, target, Rows.DOMAIN, expiresSec);
    }

    public WatchAsked watches(DigestAnswer auth, WatchAsked.Kind kind, String target, String domain, int expiresSec) {
        cseq++;
        return new WatchAsked(facts.stamp(), "req-" + cseq, kind, target, domain, expiresSec, auth, Facts.SOURCE);
    }

    public CallFact.InviteReceived calls(String callId, String name, String dialled) {
        return facts.inviteFromDevice(callId, answer(name, "INVITE"), dialled);
    }
}
