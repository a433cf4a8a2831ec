package io.ringlog.edge.call;

import io.ringlog.domain.journal.Command.AnswerRegister;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.directory.DirectoryCopy;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.sip.Challenge;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.RegisterAnswer;
import io.ringlog.sip.RegisterRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** REGISTER between the phone and the brain: asks, remembers who waits, answers. Desk thread only. */
final class Registers {

    private static final RegisterAnswer LATER =
            RegisterAnswer.later("Service Unavailable", (int) WrongAnswers.LATELY.toSeconds());

    private final DirectoryCopy directory;
    private final FactWriter facts;
    private final CallLine line;
    private final EdgeCounters counters;
    private final int waitingMax;
    private final WrongAnswers wrong;

    /** The realm of each REGISTER that waits for its answer. */
    private final Map<String, String> waiting = new HashMap<>();

    Registers(DirectoryCopy directory, Endings.Surroundings with, WrongAnswers wrong, int waitingMax) {
        this.directory = directory;
        this.facts = with.facts();
        this.line = with.line();
        this.counters = with.counters();
        this.wrong = wrong;
        this.waitingMax = waitingMax;
    }

    void received(String requestId, RegisterRequest request) {
        DigestAnswer digest = request.digest();
        Optional<String> account =
                Optional.ofNullable(digest).flatMap(answer -> directory.accountOfDomain(answer.realm()));
        if (digest == null || account.isEmpty()) {
            line.sip().answerRegister(requestId, RegisterAnswer.refused(404, "Not Found"));
        } else if (waiting.size() >= waitingMax
                || !wrong.mayAsk(requestId, digest, request.head().source())) {
            counters.add("registers.shed");
            line.sip().answerRegister(requestId, LATER);
        } else {
            waiting.put(requestId, digest.realm());
            counters.add("registers.asked");
            facts.write(account.get(), stamp -> FactForms.register(stamp, requestId, request, digest));
        }
    }

    void expired(String requestId) {
        waiting.remove(requestId);
        wrong.forgotten(requestId);
        counters.add("registers.expired");
    }

    void answer(AnswerRegister answer) {
        String realm = waiting.remove(answer.requestId());
        CommandOutcome outcome = line.sip().answerRegister(answer.requestId(), form(answer, realm));
        counters.add(outcome == CommandOutcome.DONE ? "registers.answered" : "commands.late");
    }

    /** A wrong answer to a challenge is challenged again, whoever it was. */
    private static RegisterAnswer form(AnswerRegister answer, @Nullable String realm) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (answer.retryAfterSec() != null) {
            headers.put("Retry-After", answer.retryAfterSec().toString());
        }
        if (answer.minExpiresSec() != null) {
            headers.put("Min-Expires", answer.minExpiresSec().toString());
        }
        if (answer.warning() != null) {
            headers.put("Warning", SipCommands.warning(answer.warning()));
        }
        boolean asksAgain = answer.status() == 401 || answer.status() == 407;
        return new RegisterAnswer(
                answer.status(),
                answer.phrase(),
                answer.contacts().stream()
                        .map(bound -> new RegisterAnswer.Bound(bound.uri(), bound.expiresSec()))
                        .toList(),
                headers,
                realm != null && asksAgain ? new Challenge(realm, WrongAnswers.isStale(answer.warning())) : null);
    }
}
