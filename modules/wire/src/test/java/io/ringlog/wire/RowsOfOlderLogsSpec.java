package io.ringlog.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.RecordingRule;
import io.ringlog.domain.number.NumberFormat;
import org.junit.jupiter.api.Test;

/** A row that was written before a field was there has what a document that says nothing means. */
class RowsOfOlderLogsSpec {

    private static Account read(String row) throws JsonProcessingException {
        return Json.mapper().readValue(row, Account.class);
    }

    @Test
    void what_is_not_there_is_what_it_is_unsaid() throws JsonProcessingException {
        Account account = read("{\"type\": \"Account\", \"id\": \"acc_1\", \"name\": \"Acme\"}");

        assertThat(account.status()).isEqualTo(Account.Status.ACTIVE);
        assertThat(account.timezone()).isEqualTo("UTC");
        assertThat(account.isReseller()).isFalse();
        assertThat(account.recording()).isEqualTo(RecordingRule.OFF);
        assertThat(account.recordingConsentSec()).isEqualTo(20);
        assertThat(account.numberFormat()).isEqualTo(NumberFormat.AS_RECEIVED);
        assertThat(account.maxIn()).isNull();
    }

    @Test
    void a_list_that_is_left_out_is_empty() throws JsonProcessingException {
        assertThat(read("{\"type\": \"Account\", \"id\": \"acc_1\", \"name\": \"Acme\"}")
                        .allowedClasses())
                .isEmpty();
    }

    @Test
    void what_has_to_be_there_and_what_is_null_or_no_such_word_are_refused() {
        assertThatThrownBy(() -> read("{\"type\": \"Account\", \"id\": \"acc_1\"}"))
                .isInstanceOf(MismatchedInputException.class)
                .hasMessageContaining("name");
        assertThatThrownBy(() ->
                        read("{\"type\": \"Account\", \"id\": \"acc_1\", \"name\": \"Acme\", \"number_format\": null}"))
                .isInstanceOf(InvalidNullException.class);
        assertThatThrownBy(() ->
                        read("{\"type\": \"Account\", \"id\": \"acc_1\", \"name\": \"Acme\", \"status\": \"gone\"}"))
                .isInstanceOf(MismatchedInputException.class);
    }
}
