package io.ringlog.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.brain.Outcome;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.journal.Effect;
import io.ringlog.domain.journal.FlowEvent.HttpAsked;
import io.ringlog.domain.journal.FlowEvent.HttpTold;
import io.ringlog.domain.journal.HttpAnswered;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.Outgoing;
import io.ringlog.domain.state.AccountState;
import io.ringlog.domain.state.CallState;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Workers who ask web services for flows and crash now and then: before they ask, so that nothing is told, and after
 * they have told, so that it is told twice. Beside them what holds of questions and answers.
 */
final class Workers {

    private static final List<Integer> STATUSES = List.of(200, 200, 200, 404, 503);

    private final Agenda agenda;
    private final SplittableRandom random;
    private final BiConsumer<String, Input> journal;
    private final Set<String> asked = new TreeSet<>();
    private final Set<String> told = new TreeSet<>();
    private int crashed;
    private int unanswered;

    Workers(Agenda agenda, SplittableRandom random, BiConsumer<String, Input> journal) {
        this.agenda = agenda;
        this.random = random;
        this.journal = journal;
    }

    /** How many questions flows have heard the answer of. */
    int answers() {
        return told.size() - unanswered;
    }

    /** How many a flow has heard nothing of, because a worker crashed, or was late. */
    int unanswered() {
        return unanswered;
    }

    /** How often a worker crashed. */
    int crashed() {
        return crashed;
    }

    void obey(Outcome outcome) {
        for (Outgoing outgoing : outcome.outgoing()) {
            if (outgoing instanceof Outgoing.EffectRecord effect && effect.effect() instanceof Effect.AskHttp ask) {
                asks(effect.accountId(), ask);
            } else if (outgoing instanceof Outgoing.EventRecord event) {
                each_question_is_told_of_once_at_most(event);
            }
        }
    }

    /** An answer may come later than anybody waits for it: patience ends after ten seconds. */
    private void asks(String account, Effect.AskHttp ask) {
        int mood = random.nextInt(20);
        if (mood < 2) {
            crashed++;
            return;
        }
        HttpAnswer answer = mood < 4 ? HttpAnswer.none("http alone is not allowed there") : answer();
        Input fact = new HttpAnswered(ask.callId(), ask.requestId(), answer);
        agenda.in(random.nextLong(20, mood == 4 ? 20_000 : 8_000), () -> {
            journal.accept(account, fact);
            if (mood == 5) {
                crashed++;
                agenda.in(random.nextLong(1, 5_000), () -> journal.accept(account, fact));
            }
        });
    }

    private HttpAnswer answer() {
        int status = STATUSES.get(random.nextInt(STATUSES.size()));
        boolean found = random.nextBoolean();
        return new HttpAnswer(
                status,
                found ? List.of(new HttpAnswer.Value("tier", "gold")) : List.of(),
                found ? List.of() : List.of(new HttpAnswer.Missing("tier", "there is nothing at /tier")),
                1,
                120,
                "");
    }

    private void each_question_is_told_of_once_at_most(Outgoing.EventRecord event) {
        if (event.event() instanceof HttpAsked it) {
            assertThat(asked.add(it.requestId())).as("asked once").isTrue();
        } else if (event.event() instanceof HttpTold it) {
            assertThat(asked).as("told of what was asked").contains(it.requestId());
            assertThat(told.add(it.requestId())).as("told once").isTrue();
            unanswered += it.text().startsWith("no worker") ? 1 : 0;
        }
    }

    static void who_stands_at_a_web_service_is_told_some_time(AccountState state) {
        for (CallState call : state.calls()) {
            if (call.flow() != null && call.flow().nodeId().equals(Flows.ASKS)) {
                assertThat(state.timer("http/" + call.callId()))
                        .as("who waits for a web service: " + call.callId())
                        .isPresent();
            }
        }
    }
}
