package io.ringlog.edge.trunk;

import io.ringlog.domain.journal.DigestChallenge;
import io.ringlog.domain.journal.TrunkCommand;
import io.ringlog.domain.journal.TrunkFact;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.sip.Destination;
import io.ringlog.sip.RegisterOrder;
import io.ringlog.sip.SipFact;
import io.ringlog.sip.SipNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks trunks what the brain wants to know, and tells it what they say. Desk thread only. */
public final class TrunkDesk {

    /** A trunk has two questions open at most; what is more is not asked, and the brain told so. */
    private static final int OPEN_MOST = 20_000;

    private record Asked(String account, String trunkId) {}

    private final FactWriter facts;
    private final Supplier<SipNode> sip;
    private final Lines lines;
    private final EdgeCounters counters;
    private final Map<String, Asked> open = new HashMap<>();

    public TrunkDesk(FactWriter facts, Supplier<SipNode> sip, Lines lines, EdgeCounters counters) {
        this.facts = facts;
        this.sip = sip;
        this.lines = lines;
        this.counters = counters;
    }

    public void order(String account, TrunkCommand command) {
        if (open.size() >= OPEN_MOST) {
            counters.add("trunks.shed");
            shed(account, command);
            return;
        }
        open.put(command.askId(), new Asked(account, command.trunkId()));
        Duration wait = Duration.ofSeconds(command.waitSec());
        switch (command) {
            case TrunkCommand.AskOptions it -> {
                counters.add("trunks.asked");
                sip.get().askOptions(it.askId(), Destination.of(it.uri()), it.from(), account, wait);
            }
            case TrunkCommand.Register it -> {
                counters.add("trunks.registering");
                sip.get().register(order(account, it, wait));
            }
        }
    }

    private RegisterOrder order(String account, TrunkCommand.Register it, Duration wait) {
        return new RegisterOrder(
                it.askId(),
                it.uri(),
                Destination.of(it.to()),
                it.aor(),
                lines.userOf(it.trunkId(), it.sipCallId(), it.mark()),
                it.sipCallId(),
                it.cseq(),
                it.expiresSec(),
                it.gone(),
                it.credentials().stream()
                        .map(one -> new RegisterOrder.Credentials(one.header(), one.value()))
                        .toList(),
                account,
                wait);
    }

    private void shed(String account, TrunkCommand command) {
        switch (command) {
            case TrunkCommand.AskOptions it ->
                facts.write(account, stamp -> new TrunkFact.OptionsAnswered(stamp, it.trunkId(), it.askId(), 0));
            case TrunkCommand.Register it ->
                facts.write(
                        account,
                        stamp -> new TrunkFact.RegisterAnswered(
                                stamp,
                                it.trunkId(),
                                it.askId(),
                                0,
                                null,
                                null,
                                null,
                                "",
                                List.of(),
                                it.uri(),
                                List.of(),
                                null,
                                null));
        }
    }

    public void answered(SipFact.OptionsAnswered answer) {
        closed(answer.askId())
                .ifPresent(of -> facts.write(
                        of.account(),
                        stamp -> new TrunkFact.OptionsAnswered(stamp, of.trunkId(), answer.askId(), answer.status())));
    }

    public void answered(SipFact.RegistrarAnswered answer) {
        closed(answer.askId())
                .ifPresent(of -> facts.write(
                        of.account(),
                        stamp -> new TrunkFact.RegisterAnswered(
                                stamp,
                                of.trunkId(),
                                answer.askId(),
                                answer.status(),
                                answer.expiresSec(),
                                answer.minExpiresSec(),
                                answer.retryAfterSec(),
                                answer.contact(),
                                answer.others(),
                                answer.requestUri(),
                                answer.challenges().stream()
                                        .map(TrunkDesk::challenge)
                                        .toList(),
                                answer.serviceRoute().isEmpty() ? null : answer.serviceRoute(),
                                answer.routeFault())));
    }

    private Optional<Asked> closed(String askId) {
        return Optional.ofNullable(open.remove(askId));
    }

    private static DigestChallenge challenge(io.ringlog.sip.DigestChallenge it) {
        return new DigestChallenge(
                it.realm(), it.nonce(), it.algorithm(), it.qop(), it.opaque(), it.stale(), it.bodyHash());
    }
}
