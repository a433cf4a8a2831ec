package io.ringlog.edge.call;

import io.ringlog.domain.journal.Command.AnswerRegister;
import io.ringlog.edge.EdgeCounters;
import io.ringlog.edge.directory.DirectoryCopy;
import io.ringlog.edge.facts.FactWriter;
import io.ringlog.sip.CommandOutcome;
import io.ringlog.sip.DigestAnswer;
import io.ringlog.sip.RegisterAnswer;
import io.ringlog.sip.RegisterRequest;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** REGISTER between the phone and the brain: asks, remembers who waits, answers. Desk thread only. */
final class Registers {

    private final DirectoryCopy directory;
    private final FactWriter facts;
    private final CallLine line;
    private final EdgeCounters counters;
    private final int waitingMax;
    private final Map<String, Asked> waiting = new HashMap<>();
    private final WrongAnswers wrong = new WrongAnswers(InstantSource.system());

    private record Asked(String realm, String address) {}

    Registers(DirectoryCopy directory, FactWriter facts, CallLine line, EdgeCounters counters, int waitingMax) {
        this.directory = directory;
        this.facts = facts;
        this.line = line;
        this.counters = counters;
        this.waitingMax = waitingMax;
    }

    void received(String requestId, RegisterRequest request) {
        DigestAnswer digest = request.digest();
        String address = request.head().source().address();
        Optional<String> account =
                Optional.ofNullable(digest).flatMap(answer -> directory.accountOfDomain(answer.realm()));
        if (digest == null || account.isEmpty()) {
            line.sip().answerRegister(requestId, RegisterAnswer.refused(404, "Not Found"));
        } else if (waiting.size() >= waitingMax || wrong.areTooMany(address)) {
            counters.add("registers.shed");
            line.sip().answerRegister(requestId, RegisterAnswer.refused(503, "Service Unavailable"));
        } else {
            waiting.put(requestId, new Asked(digest.realm(), address));
            counters.add("registers.asked");
            facts.write(account.get(), stamp -> FactForms.register(stamp, requestId, request, digest));
        }
    }

    void expired(String requestId) {
        waiting.remove(requestId);
        counters.add("registers.expired");
    }

    void answer(AnswerRegister answer) {
        Asked asked = waiting.remove(answer.requestId());
        if (asked != null && answer.status() == 401) {
            wrong.gaveOne(asked.address());
        }
        String realm = asked == null ? null : asked.realm();
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
        boolean challenge = realm != null && (answer.status() == 401 || answer.status() == 407);
        return new RegisterAnswer(
                answer.status(),
                answer.phrase(),
                answer.contacts().stream()
                        .map(bound -> new RegisterAnswer.Bound(bound.uri(), bound.expiresSec()))
                        .toList(),
                headers,
                challenge ? realm : null);
    }
}
