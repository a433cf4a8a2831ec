package io.ringlog.domain.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.admission.ResetCode;
import io.ringlog.domain.fraud.FraudCode;
import io.ringlog.domain.lamp.WatchRefusal;
import io.ringlog.domain.presence.AgentRefusal;
import io.ringlog.domain.queue.QueueRefusal;
import io.ringlog.domain.registration.AuthRefusal;
import io.ringlog.domain.registration.RegistrationRefusal;
import io.ringlog.domain.security.SecurityCode;
import io.ringlog.domain.trunk.TrunkTrouble;
import io.ringlog.domain.voicemail.MailCode;
import io.ringlog.kernel.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/codes.md true; {@code -Dupdate=true} writes it anew. */
class CodesDocTest {
    private static final Path DOC = Path.of("../../docs/codes.md");

    private static final String PAGE = """
                # Codes

                Written from the lists in the code by `CodesDocTest`. A code never changes its meaning.

                ## Calls refused: `code` of `CallRefused`, `refusal_code` of the CDR, the Warning header of the answer

                Too much at once is 486 to a caller from outside.

                | code | the caller is told |
                | --- | --- |
                %s
                ## Callers and phones refused: `code` of `AuthenticationFailed` and of whatever ends in `Refused`

                | code | answer |
                | --- | --- |
                %s
                ## Causes: `cause` of `CallEnded`, `LegLeft` and the CDR, `why` of `LegLost`

                A hang-up node of a flow may name a cause of its own; a refused call has the code of the refusal.

                %s
                ## Something could not be done in a call: REST's answer to hold and resume, `reason` of `CommandRefused`

                %s
                ## Addresses: `code` of `SourceBanned` and `BanLifted`, REST's answer to bans

                %s
                ## Fraud rules: `code` of `FraudBlockLifted`, REST's answer to a lift

                %s
                ## Sliding windows: REST's answer to a reset

                %s
                ## A trunk: `code` of `TrunkRegistered` and `TrunkRegistrationFailed`; why a trunk was passed over

                %s
                ## A mail about a message: `code` of `MailPutOff` and `MailGivenUp`

                %s
                ## An agent's wish was refused: REST's answer, `code` of `AgentActionRefused`

                %s
                ## Whoever waits was left there: REST's answer, `code` of `CallerActRefused` and of `OptionRefused`

                %s""";

    @Test
    void the_documented_codes_are_those_of_the_lists() throws IOException {
        String now = page();
        if (Boolean.getBoolean("update")) {
            Files.writeString(DOC, now);
        }

        assertThat(DOC).hasContent(now);
    }

    private static String page() {
        return PAGE.formatted(
                table(Refusal.values(), it -> said(it.answer())),
                phones(),
                words(Cause.values()),
                words(Obstacle.values()),
                words(SecurityCode.values()),
                words(FraudCode.values()),
                words(ResetCode.values()),
                words(TrunkTrouble.values()),
                words(MailCode.values()),
                words(AgentRefusal.values()),
                words(QueueRefusal.values()));
    }

    private static String phones() {
        return table(AuthRefusal.values(), CodesDocTest::told)
                + table(RegistrationRefusal.values(), it -> it.status() + " " + it.phrase())
                + table(WatchRefusal.values(), it -> it.status() + " " + it.phrase());
    }

    @Test
    void every_code_stands_once() {
        Stream<Code> all = Stream.of(
                        List.of(Refusal.values()),
                        List.of(AuthRefusal.values()),
                        List.of(RegistrationRefusal.values()),
                        List.of(WatchRefusal.values()),
                        List.of(Cause.values()),
                        List.of(Obstacle.values()),
                        List.of(SecurityCode.values()),
                        List.of(FraudCode.values()),
                        List.of(ResetCode.values()),
                        List.of(TrunkTrouble.values()),
                        List.of(MailCode.values()),
                        List.of(AgentRefusal.values()))
                .flatMap(List::stream);

        assertThat(all.map(Code::code)).doesNotHaveDuplicates();
    }

    private static String said(Answer answer) {
        return answer.status() + " " + answer.phrase() + (answer.reason() == null ? "" : ", `" + answer.reason() + "`");
    }

    private static String told(AuthRefusal refusal) {
        return switch (refusal.told()) {
            case CHALLENGE -> "401 to REGISTER, 407 to INVITE";
            case FORBIDDEN -> "403 Forbidden";
        };
    }

    private static <C extends Code> String table(C[] codes, Function<C, String> answer) {
        return Arrays.stream(codes)
                .map(it -> "| `" + it.code() + "` | " + answer.apply(it) + " |\n")
                .collect(Collectors.joining());
    }

    private static String words(Code[] codes) {
        return Arrays.stream(codes).map(it -> "`" + it.code() + "`").collect(Collectors.joining(" ")) + "\n";
    }
}
