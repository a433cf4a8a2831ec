package io.ringlog.config;

import static io.ringlog.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.ringlog.config.problem.ConfigRefused;
import io.ringlog.config.problem.FieldError;
import io.ringlog.config.resource.Resources;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trunk is offered and sent: never what the dialog needs, and not without end. */
class MannersOfTrunksSpec {
    private static final String TRUNK =
            "'name': 'T', 'direction': 'outbound', 'inbound_auth': 'none', 'proxy': 'c.test'";

    @TempDir
    Path folder;

    private ConfigStore store;
    private String acme;

    @BeforeEach
    void open() {
        store = Documents.store(folder);
        acme = store.createAccount(null, json("{'name': 'Acme'}"), "test").row().id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<FieldError> wrong(String more) {
        return catchThrowableOfType(
                        ConfigRefused.class,
                        () -> store.create(Resources.TRUNKS, acme, json("{" + TRUNK + ", " + more + "}"), "test"))
                .errors();
    }

    @Test
    void what_was_written_is_there_when_the_store_is_opened_again() {
        var saved = store.create(
                Resources.TRUNKS,
                acme,
                json("{" + TRUNK + ", 'codecs': ['pcma', 'g722'], 'headers_removed': ['Subject', 'X-Seat'],"
                        + " 'headers_added': ['X-Customer: 4711', 'User-Data: a: b']}"),
                "test");
        store.close();
        store = Documents.store(folder);

        assertThat(store.find(Resources.TRUNKS, acme, saved.row().id())).contains(saved);
        assertThat(saved.row().codecs()).containsExactly("pcma", "g722");
        assertThat(saved.row().headersAdded()).containsExactly("X-Customer: 4711", "User-Data: a: b");
    }

    @Test
    void a_header_that_the_dialog_needs_is_neither_taken_nor_added() {
        assertThat(wrong("'headers_removed': ['Via', 'call-id', 'm', 'X-Seat', 'x-seat', 'No Name'],"
                        + " 'headers_added': ['Route: <sip:x>', 'f: me', 'P-Asserted-Identity: <sip:boss@x>']"))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(
                        tuple("headers_removed[0]", "config.kept-header"),
                        tuple("headers_removed[1]", "config.kept-header"),
                        tuple("headers_removed[2]", "config.kept-header"),
                        tuple("headers_removed[4]", "config.taken"),
                        tuple("headers_removed[5]", "config.bad-header"),
                        tuple("headers_added[0]", "config.kept-header"),
                        tuple("headers_added[1]", "config.kept-header"),
                        tuple("headers_added[2]", "config.kept-header"));
    }

    @Test
    void headers_of_its_calls_to_us_are_held_to_the_same() {
        assertThat(wrong("'inbound_headers_removed': ['Contact', 'X-Seat', 'x-seat'],"
                        + " 'inbound_headers_added': ['Via: x', 'X-Line: 1', 'no header']"))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(
                        tuple("inbound_headers_removed[0]", "config.kept-header"),
                        tuple("inbound_headers_removed[2]", "config.taken"),
                        tuple("inbound_headers_added[0]", "config.kept-header"),
                        tuple("inbound_headers_added[2]", "config.bad-header"));
        String many = IntStream.rangeClosed(1, 1000)
                .mapToObj(it -> "'X-" + it + "'")
                .collect(Collectors.joining(", ", "[", "]"));
        assertThat(wrong("'inbound_headers_removed': " + many))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("inbound_headers_removed", "config.out-of-range"));
    }

    @Test
    void a_header_is_a_name_and_a_value_on_one_line() {
        assertThat(wrong("'headers_added': ['X-None', 'X-Two: ', 'X-Long: " + "x".repeat(257)
                        + "', 'X-Same: 1', 'x-same: 2']"))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(
                        tuple("headers_added[0]", "config.bad-header"),
                        tuple("headers_added[1]", "config.bad-header"),
                        tuple("headers_added[2]", "config.bad-header"),
                        tuple("headers_added[4]", "config.taken"));
        assertThat(wrong("'headers_added': ['X-Two: a\\r\\nVia: b']"))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(tuple("headers_added", "config.control-character"));
    }

    @Test
    void a_codec_is_a_name_of_sdp_once() {
        assertThat(wrong("'codecs': ['pcma', 'PCMU', 'pcma', 'telephone-event', '']"))
                .extracting(FieldError::field, FieldError::code)
                .containsExactly(
                        tuple("codecs[1]", "config.bad-codec"),
                        tuple("codecs[2]", "config.taken"),
                        tuple("codecs[3]", "config.bad-codec"),
                        tuple("codecs[4]", "config.bad-codec"));
    }

    @Test
    void lists_have_an_end() {
        String many = "'a1'" + ", 'a1'".repeat(500);
        assertThat(wrong("'codecs': [" + many + "]").getFirst().message()).isEqualTo("has more than 16 entries");
        assertThat(wrong("'headers_removed': [" + many + "]")).hasSizeLessThan(20);
        assertThat(wrong("'headers_added': [" + many + "]")).hasSizeLessThan(20);
    }
}
