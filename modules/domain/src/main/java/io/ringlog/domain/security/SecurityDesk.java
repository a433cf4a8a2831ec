package io.ringlog.domain.security;

import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.Turn;
import io.ringlog.domain.config.SecurityRule;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.Event;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.SecurityActed;
import io.ringlog.domain.journal.SecurityActed.BanAsked;
import io.ringlog.domain.journal.SecurityActed.LiftAsked;
import io.ringlog.domain.journal.SecurityEvent;
import io.ringlog.domain.journal.SourcesSeen;
import io.ringlog.domain.journal.SourcesSeen.Done;
import io.ringlog.domain.journal.SourcesSeen.Seen;
import io.ringlog.domain.journal.Timer;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.security.Offences.Verdict;
import io.ringlog.domain.state.Ban;
import io.ringlog.domain.state.BanIndex;
import io.ringlog.domain.state.Granule;
import io.ringlog.domain.state.Offender;
import io.ringlog.kernel.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bans addresses that guess, scan or send rubbish, and those that somebody asks for; lets them go in time. */
public final class SecurityDesk implements Concern {

    /** Whoever was not seen for longest is forgotten beyond so many. */
    static final int MOST_OFFENDERS = 10_000;

    @Override
    public void receive(Input input, Turn turn) {
        switch (input) {
            case SourcesSeen it -> it.sources().forEach(seen -> seen(seen, turn));
            case BanAsked it -> banAsked(it, turn);
            case LiftAsked it -> liftAsked(it, turn);
            case SecurityActed.RuleGiven it -> ruled(it, turn);
            case TimerFired(var id, Timer.Purpose.BanOver(String network), var due) ->
                bans(turn).ban(network).ifPresent(ban -> lift(ban, SecurityCode.OVER.because(), null, null, turn));
            case TimerFired(var id, Timer.Purpose.OffenderForgotten(String network), var due) ->
                bans(turn).offender(network).ifPresent(turn::remove);
            case Input _ -> {}
        }
    }

    @Override
    public void react(Event event, Turn turn) {}

    private static BanIndex bans(Turn turn) {
        return turn.state().bans();
    }

    private static void seen(Seen seen, Turn turn) {
        Optional<Ban> ban = bans(turn).ban(seen.network());
        if (ban.isPresent()) {
            if (seen.dropped() > 0) {
                held(ban.get().dropped(seen.dropped()), turn);
            }
        } else if (!seen.done().isEmpty()) {
            offended(seen, turn);
        }
    }

    private static void held(Ban ban, Turn turn) {
        turn.put(ban);
        turn.emit(
                new SecurityEvent.BanHeld(ban.banId(), ban.network(), ban.dropped()),
                Because.of(ban.code()).with("dropped", ban.dropped()));
    }

    private static void offended(Seen seen, Turn turn) {
        Instant now = turn.now();
        SecurityRule rule = bans(turn).rule();
        Offender offender = bans(turn)
                .offender(seen.network())
                .orElseGet(() -> Offender.fresh(turn.account(), seen.network(), now))
                .slid(now.minusSeconds(rule.windowSec()), now.minus(Offences.HELD_AGAINST));
        for (Done done : seen.done()) {
            offender = offender.after(done, now);
        }
        if (seen.phones()) {
            offender = offender.withPhones(now);
        }
        Optional<Verdict> tooMuch = Offences.judge(offender, rule, now);
        if (tooMuch.isPresent()) {
            ban(offender, tooMuch.get(), turn);
        } else {
            remember(offender, turn);
        }
    }

    private static void ban(Offender offender, Verdict verdict, Turn turn) {
        SecurityRule rule = bans(turn).rule();
        Because because = SecurityCode.of(verdict.deed())
                .because()
                .with("times", verdict.times())
                .with("most", verdict.most())
                .with("in_sec", rule.windowSec())
                .with("phones", verdict.phones())
                .with("bans_before", offender.banned().size());
        Duration term = Offences.term(offender, rule);
        remember(offender.ban(turn.now()), turn);
        String text = verdict.times() + " times within " + rule.windowSec() + " s";
        begin(offender.network(), because, text, term, null, turn);
    }

    /** Who has been banned is remembered for a day, others as long as what they did counts. */
    private static void remember(Offender offender, Turn turn) {
        boolean isNew = bans(turn).offender(offender.network()).isEmpty();
        if (isNew && bans(turn).offenders().size() >= MOST_OFFENDERS) {
            bans(turn).offenders().stream()
                    .min(Comparator.comparing(Offender::seenAt).thenComparing(Offender::network))
                    .ifPresent(oldest -> forget(oldest, turn));
        }
        Duration counts = offender.banned().isEmpty()
                ? longer(Duration.ofSeconds(bans(turn).rule().windowSec()), offender, turn)
                : Offences.HELD_AGAINST;
        turn.put(offender);
        turn.timer("offender/" + offender.network(), counts, new Timer.Purpose.OffenderForgotten(offender.network()));
    }

    /** That there are phones is known as long as they may stay: an edge that starts anew knows of none. */
    private static Duration longer(Duration window, Offender offender, Turn turn) {
        Instant phonesAt = offender.phonesAt();
        Duration left =
                phonesAt == null ? Duration.ZERO : Duration.between(turn.now(), phonesAt.plus(Offences.PHONES_STAY));
        return left.compareTo(window) > 0 ? left : window;
    }

    private static void forget(Offender offender, Turn turn) {
        turn.cancelTimer("offender/" + offender.network());
        turn.remove(offender);
    }

    private static Ban begin(
            String network, Because because, String text, Duration term, @Nullable String actor, Turn turn) {
        if (bans(turn).bans().size() >= bans(turn).rule().mostBans()) {
            bans(turn).bans().stream()
                    .min(Comparator.comparing(Ban::until).thenComparing(Ban::network))
                    .ifPresent(it -> lift(it, SecurityCode.MADE_ROOM.because(), null, null, turn));
        }
        Ban ban = new Ban(
                turn.account(),
                turn.newId("ban"),
                network,
                because.rule(),
                turn.now().plus(term),
                actor,
                0);
        turn.put(ban);
        turn.timer(timerId(network), term, new Timer.Purpose.BanOver(network));
        turn.emit(
                new SecurityEvent.SourceBanned(ban.banId(), network, ban.code(), text, ban.until(), actor),
                because.with("for_sec", term.toSeconds()));
        return ban;
    }

    private static String timerId(String network) {
        return "ban/" + network;
    }

    private static void lift(Ban ban, Because because, @Nullable String text, @Nullable String actor, Turn turn) {
        turn.cancelTimer(timerId(ban.network()));
        turn.remove(ban);
        turn.emit(
                new SecurityEvent.BanLifted(ban.banId(), ban.network(), because.rule(), text, actor),
                because.with("dropped", ban.dropped()));
    }

    /** A network that is banned already is banned anew: who asked, why and until when are those of now. */
    private static void banAsked(BanAsked asked, Turn turn) {
        Because because = SecurityCode.BY_HAND.because().with("actor", asked.actor());
        bans(turn).ban(asked.network()).ifPresent(it -> lift(it, because, asked.reason(), asked.actor(), turn));
        int seconds = asked.seconds() == null ? bans(turn).rule().longestBanSec() : asked.seconds();
        Ban ban = begin(asked.network(), because, asked.reason(), Duration.ofSeconds(seconds), asked.actor(), turn);
        turn.effect(new Effect.Reply(
                asked.requestId(),
                asked.replyTo(),
                true,
                SecurityCode.BY_HAND.code(),
                ban.banId() + " until " + ban.until(),
                null,
                null));
    }

    private static void liftAsked(LiftAsked asked, Turn turn) {
        Optional<Ban> ban = bans(turn).bans().stream()
                .filter(it -> it.banId().equals(asked.banId()))
                .findFirst();
        ban.ifPresent(it -> {
            lift(it, SecurityCode.LIFTED.because().with("actor", asked.actor()), asked.reason(), asked.actor(), turn);
            bans(turn).offender(it.network()).ifPresent(offender -> forget(offender, turn));
        });
        SecurityCode code = ban.isPresent() ? SecurityCode.LIFTED : SecurityCode.NO_SUCH_BAN;
        String text = ban.map(it -> it.network() + " is listened to again")
                .orElseGet(() -> "there is no ban " + asked.banId());
        turn.effect(
                new Effect.Reply(asked.requestId(), asked.replyTo(), ban.isPresent(), code.code(), text, null, null));
    }

    private static void ruled(SecurityActed.RuleGiven given, Turn turn) {
        if (!given.rule().equals(bans(turn).rule())) {
            turn.put(new Granule.RuleInForce(turn.account(), given.rule()));
            turn.emit(
                    new SecurityEvent.SecurityRuleChanged(given.rule()),
                    SecurityCode.RULE_GIVEN.because().with("actor", given.actor()));
        }
    }
}
