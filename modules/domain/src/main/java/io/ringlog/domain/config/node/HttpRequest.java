package io.ringlog.domain.config.node;

import io.ringlog.domain.config.Unsaid;
import io.ringlog.domain.http.HttpAnswer;
import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.http.SealedSecret;
import io.ringlog.kernel.Because;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks a web service and goes on with its answer: an outcome {@code status:404} for each edge of that name. */
public record HttpRequest(
        @Unsaid("get") HttpAsk.Method method,
        String url,
        @Nullable String headers,
        @Nullable String body,
        @Unsaid("application/json") String contentType,
        @Nullable String values,
        @Refers(to = "secret") @Nullable String secretId,
        @Unsaid("bearer") SealedSecret.Use secretAs,
        @Unsaid("5") int timeoutSec,
        @Unsaid("0") int retries)
        implements NodeData {

    /** The variable that holds the status of the answer; empty when there was none. */
    public static final String STATUS = "http_status";

    private static final String SUCCESS = "success";
    private static final String FAILED = "failed";
    private static final String STATUS_IS = "status:";

    private static final int LONGEST_SEC = 30;
    private static final int MOST_RETRIES = 3;

    @Override
    public List<String> faults() {
        Faults faults = new Faults()
                .named("url", url)
                .template("url", url)
                .template("body", body == null ? "" : body)
                .unless(
                        contentType.matches("[A-Za-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,60}(; *charset=(?i:utf-8))?"),
                        "contentType is no media type, as application/json, nor one with charset=utf-8")
                .within("timeoutSec", timeoutSec, 1, LONGEST_SEC)
                .within("retries", retries, 0, MOST_RETRIES);
        Stream.of(HttpUrl.fault(url), HttpLines.fault(headers), WantedValues.fault(values))
                .flatMap(Optional::stream)
                .forEach(it -> faults.unless(false, it));
        return faults.all();
    }

    @Override
    public List<String> outcomes() {
        return List.of(SUCCESS, FAILED);
    }

    @Override
    public boolean mayHave(String outcome) {
        return outcome.startsWith(STATUS_IS)
                ? outcome.matches(STATUS_IS + "[1-5][0-9]{2}")
                : NodeData.super.mayHave(outcome);
    }

    @Override
    public Optional<Outcome> arrive(Visit at) {
        Filling filling = new Filling(at);
        HttpAsk ask = new HttpAsk(
                method,
                filling.url(url),
                HttpLines.read(headers).stream()
                        .map(it -> new HttpAsk.Header(it.name(), filling.line("headers", it.value())))
                        .toList(),
                body == null ? null : contentType,
                body == null ? null : filling.text("body", body, Spelling.of(contentType)),
                WantedValues.read(values),
                timeoutSec * 1000,
                retries);
        String broken = filling.broken();
        if (broken == null && at.ask(ask, secretId, secretAs)) {
            return Optional.empty();
        }
        return Optional.of(told(at, HttpAnswer.none(broken == null ? "there is no secret " + secretId : broken)));
    }

    @Override
    public Optional<Outcome> heard(Visit at, Heard heard) {
        return heard instanceof Heard.Told(HttpAnswer answer) ? Optional.of(told(at, answer)) : Optional.empty();
    }

    /** What was wanted and is not there is empty: nothing of an answer before stays. */
    private Outcome told(Visit at, HttpAnswer it) {
        Because because = Because.of("flow.http-answered").with("attempts", it.attempts());
        String status = it.status() == null ? "" : String.valueOf(it.status());
        because = set(at, STATUS, status, because);
        for (HttpAsk.Wanted wanted : WantedValues.read(values)) {
            String found = it.values().stream()
                    .filter(value -> value.variable().equals(wanted.variable()))
                    .map(HttpAnswer.Value::text)
                    .findFirst()
                    .orElse("");
            because = set(at, wanted.variable(), found, because);
        }
        if (!it.missing().isEmpty()) {
            because = because.with(
                    "missing",
                    it.missing().stream()
                            .map(each -> each.variable() + " " + each.why())
                            .collect(Collectors.joining("; ")));
        }
        return new Outcome(outcome(at, it.status()), it.text().isEmpty() ? because : because.with("broken", it.text()));
    }

    private static Because set(Visit at, String variable, String text, Because because) {
        if (!at.mayHold(variable)) {
            return because.with("full", "the call has too many variables for " + variable);
        }
        at.set(variable, text, because);
        return because;
    }

    private static String outcome(Visit at, @Nullable Integer status) {
        if (status == null) {
            return FAILED;
        }
        String own = STATUS_IS + status;
        return at.hasEdge(own) ? own : status >= 200 && status < 300 ? SUCCESS : FAILED;
    }
}
