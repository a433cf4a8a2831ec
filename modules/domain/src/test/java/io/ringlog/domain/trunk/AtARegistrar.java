package io.ringlog.domain.trunk;

import io.ringlog.domain.Brains;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.journal.DigestChallenge;
import io.ringlog.domain.journal.EdgeLifecycle.EdgeStarted;
import io.ringlog.domain.journal.Outgoing.CommandRecord;
import io.ringlog.domain.journal.TrunkCommand.Register;
import io.ringlog.domain.journal.TrunkEvent.TrunkRegistrationFailed;
import io.ringlog.domain.journal.TrunkFact.RegisterAnswered;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Rows;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A trunk that is registered at, whose registrar answers as it is told. */
abstract class AtARegistrar {

    static final String TIMER = "registration/tr_1";
    static final Duration HAND_OVER = Duration.ofSeconds(5);
    static final String AOR = "sip:acme@carrier.example";

    final Map<String, Facts> facts = new HashMap<>();
    final BrainSpec brain =
            new BrainSpec(Brains.concerns((hidden, context) -> "secret-of-" + context)).given(Rows.account());

    static Draft<SipTrunk> trunk() {
        return Draft.like(Rows.trunk())
                .with("doRegister", true)
                .with("expireSec", 3600)
                .with("authUsername", "acme")
                .with("authSecret", "sealed");
    }

    void start(String... edges) {
        for (String edge : edges) {
            brain.when(new EdgeStarted(edge, 1));
        }
        brain.whenSaved(trunk().row());
    }

    Register asked() {
        return brain.commands(Register.class).getLast();
    }

    List<String> askers() {
        return brain.outgoing().stream()
                .filter(it -> it instanceof CommandRecord command && command.command() instanceof Register)
                .map(it -> ((CommandRecord) it).edge())
                .toList();
    }

    static String contact(String edge) {
        return "sip:" + edge + ":5060";
    }

    void answers(int status, @Nullable Integer expires, DigestChallenge... challenges) {
        answers(status, expires, null, null, challenges);
    }

    void answers(
            int status,
            @Nullable Integer expires,
            @Nullable Integer least,
            @Nullable Integer later,
            DigestChallenge... challenges) {
        brain.when(answer(status, expires, least, later, List.of(), challenges));
    }

    RegisterAnswered answer(
            int status,
            @Nullable Integer expires,
            @Nullable Integer least,
            @Nullable Integer later,
            List<String> others,
            DigestChallenge... challenges) {
        String edge = askers().getLast();
        Register question = asked();
        return new RegisterAnswered(
                facts.computeIfAbsent(edge, any -> new Facts(edge, 1)).stamp(),
                question.trunkId(),
                question.askId(),
                status,
                expires,
                least,
                later,
                contact(edge),
                others,
                question.uri(),
                List.of(challenges),
                null,
                null);
    }

    /** What waits for its turn in a hand-over has had it. */
    void handedOver() {
        brain.whenPassed(HAND_OVER);
    }

    static DigestChallenge challenge(boolean stale) {
        return new DigestChallenge("carrier", "n1", "MD5", "auth", null, stale, null);
    }

    TrunkRegistrationFailed failure() {
        return brain.events(TrunkRegistrationFailed.class).getFirst();
    }
}
