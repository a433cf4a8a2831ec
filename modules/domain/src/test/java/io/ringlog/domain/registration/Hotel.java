package io.ringlog.domain.registration;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.CallEvent.CallRefused;
import io.ringlog.domain.journal.CallFact.Asserted;
import io.ringlog.domain.journal.CallFact.InviteReceived;
import io.ringlog.domain.journal.Command.InviteParty;
import io.ringlog.domain.journal.Command.Target;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.Shown;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.Rows;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A customer's PBX with its trunk, and the office that it calls. */
final class Hotel {
    static final String C = "c1";
    static final String PBX = "tr_pbx";
    static final String AOR = "hotel@" + Rows.DOMAIN;
    static final String OWN = "4930777";
    static final ContactAsked PLACE = new ContactAsked("sip:gw+1@192.0.2.50:5080;line=ab", 3600, null);

    final Facts facts = new Facts("edge1", 1);
    final Phones phones = new Phones(facts);
    private int nonces;
    final BrainSpec brain = Phones.callingOut()
            .given(pbx().row(), Rows.did(OWN, DestKind.USER, "us_anna"), Rows.extension("23", DestKind.USER, "us_ben"));

    static Draft<SipTrunk> pbx() {
        return Phones.trunk(PBX)
                .with("role", SipTrunk.Role.PBX)
                .with("proxy", null)
                .with("inboundAuth", SipTrunk.InboundAuth.DIGEST)
                .with("inboundIps", List.of())
                .with("inboundUsername", "hotel")
                .with("inboundRealm", Rows.DOMAIN)
                .with("inboundHa1", "sealed")
                .with("callsInside", true);
    }

    DigestAnswer proof(String method) {
        return phones.answer("hotel", method, "nonce-of-" + ++nonces, "00000001", "ha1-of-" + PBX);
    }

    void registers(ContactAsked... contacts) {
        brain.when(phones.registers("hotel", proof("REGISTER"), Facts.SOURCE, contacts));
    }

    InviteReceived invite(String from, String to, @Nullable Asserted asserted) {
        return Draft.like(facts.inviteShowing(C, proof("INVITE"), from, to))
                .with("asserted", asserted)
                .row();
    }

    void calls(String from, String to) {
        brain.when(invite(from, to, null));
    }

    Target target() {
        return brain.commands(InviteParty.class).getFirst().targets().getFirst();
    }

    Shown shown() {
        return Objects.requireNonNull(target().shown());
    }

    String refused() {
        return brain.events(CallRefused.class).getFirst().code();
    }

    void routed() {
        brain.given(Rows.route("route_0", PBX).with("prefixes", List.of(OWN)).row());
    }
}
