package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reading a stranger's message costs, counted in characters looked at. */
class ReadingCostSpec {
    private static final String HEAD = "OPTIONS sip:c@d SIP/2.0\r\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\r\n"
            + "From: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Route: <sip:a;lr>,<sip:b;lr>~",
                "Contact: <sip:a>~",
                "m: \"\\\"\\\\\" <sip:a>~",
                "Via: SIP/2.0/UDP a~",
                "Subject: \"~",
                "Subject: x\r\n x~",
                "Subject: ,,,,,~",
                "Subject: ;a=b;c=d~",
                "X: <<<<\"\"\"\\~",
                "Call-ID: y~"
            })
    void each_character_is_looked_at_a_bounded_number_of_times(String header) {
        for (int times : new int[] {1, 10, 100}) {
            byte[] message =
                    (HEAD + header.replace("~", "\r\n").repeat(times) + "\r\n").getBytes(StandardCharsets.UTF_8);
            HeadScanner scanner = new HeadScanner(message);
            scanner.read();

            assertThat(scanner.looked()).as("%s times", times).isLessThanOrEqualTo(3L * message.length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Route: ', '<sip:a;lr>,', 32",
        "'Record-Route: ', '<sip:a;lr>,', 32",
        "'Contact: ', '<sip:a>,', 4",
        "'m: ', '<sip:a>,', 4",
        "'Via: ', 'SIP/2.0/UDP a,', 69",
        "'Allow: ', 'INVITE,', 64",
        "'Require: ', 'x,', 64"
    })
    void a_list_of_more_values_than_anybody_needs_is_refused_before_the_parser(String name, String one, int most) {
        assertThat(fault(name + one.repeat(most - 1) + one.replace(",", ""))).isNull();
        assertThat(fault(name + one.repeat(most) + one.replace(",", ""))).startsWith("Too Many Values in ");
    }

    @Test
    void values_on_many_lines_are_counted_together() {
        assertThat(fault("Route: <sip:a;lr>\r\n".repeat(32).strip())).isNull();
        assertThat(fault("Route: <sip:a;lr>\r\n".repeat(33).strip())).isEqualTo("Too Many Values in route");
    }

    @Test
    void a_comma_in_a_quotation_or_a_bracket_parts_nothing() {
        assertThat(fault("Contact: \"" + ",".repeat(50) + "\" <sip:a,b,c,d,e,f@g>"))
                .isNull();
        assertThat(fault("Contact: \"\\\",\\\",\\\",\\\",\" <sip:a@b>")).isNull();
    }

    @Test
    void what_is_left_open_in_an_address_is_told_before_the_parser() {
        assertThat(fault("Contact: \"Bob <sip:a@b>")).isEqualTo("Unclosed Quotation in contact");
        assertThat(fault("Route: <sip:a@b")).isEqualTo("Unclosed Quotation in route");
        assertThat(fault("Subject: I <3 you, \"Bob")).isNull();
    }

    @Test
    void a_registrar_hears_more_contacts_than_a_caller_has() {
        String many = "Contact: " + "<sip:a>,".repeat(31) + "<sip:a>";
        String register = HEAD.replace("OPTIONS", "REGISTER") + many + "\r\n\r\n";

        assertThat(RawHeaders.read(register.getBytes(StandardCharsets.UTF_8)).fault())
                .isNull();
        assertThat(fault(many)).isEqualTo("Too Many Values in contact");
    }

    @Test
    void folds_lines_and_lengths_have_their_bounds() {
        assertThat(fault("Subject: a" + "\r\n b".repeat(64))).isNull();
        assertThat(fault("Subject: a" + "\r\n b".repeat(65))).isEqualTo("Too Many Folded Lines");
        assertThat(fault(lines(123))).isNull();
        assertThat(fault(lines(124))).isEqualTo("Too Many Headers");
        assertThat(fault("X:" + "é".repeat(4_096))).isNull();
        assertThat(fault("X:" + "é".repeat(4_097))).isEqualTo("Header Too Long");
    }

    @Test
    void a_carriage_return_alone_ends_no_line() {
        assertThat(fault("Subject: a\rContent-Length: 9")).isEqualTo("Bare Carriage Return");
    }

    private static String lines(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append("X-").append(i).append(": a\r\n");
        }
        return all.toString().strip();
    }

    private static String fault(String header) {
        return RawHeaders.read((HEAD + header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8))
                .fault();
    }
}
