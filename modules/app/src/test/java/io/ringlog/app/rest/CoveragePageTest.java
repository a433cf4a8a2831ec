package io.ringlog.app.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoveragePageTest {

    private final NamedSpecs specs = new NamedSpecs(Map.of(
            "modules/sip/src/test/java/a/sip/HoldingSpec.java", "void a_phone_holds() {",
            "modules/domain/src/test/java/a/domain/call/HoldingSpec.java", "void a_call_is_held() {",
            "modules/domain/src/test/java/a/domain/flow/WalkingSpec.java", "void a_step_is_told() {"));

    @Test
    void a_spec_and_a_method_of_it_are_named() {
        assertThat(specs.has("WalkingSpec")).isTrue();
        assertThat(specs.has("WalkingSpec#a_step_is_told")).isTrue();
        assertThat(specs.has("WalkingSpec#a_step")).isFalse();
        assertThat(specs.has("Spec")).isFalse();
        assertThat(specs.has("RunningSpec")).isFalse();
    }

    @Test
    void two_of_one_name_are_told_apart_by_a_folder_and_are_no_spec_without() {
        assertThat(specs.has("HoldingSpec")).isFalse();
        assertThat(specs.has("HoldingSpec#a_call_is_held")).isFalse();
        assertThat(specs.has("domain:HoldingSpec#a_call_is_held")).isTrue();
        assertThat(specs.has("call:HoldingSpec")).isTrue();
        assertThat(specs.has("sip:HoldingSpec#a_call_is_held")).isFalse();
        assertThat(specs.has("src:HoldingSpec")).isFalse();
        assertThat(specs.has("flow:HoldingSpec")).isFalse();
    }

    @Test
    void what_is_missing_stands_in_the_first_column() {
        List<String> page = List.of("Faxes are sent by post.", "| missing | today |", "| video | pictures by post |");

        assertThat(CoveragePage.isInFirstColumn(page, "video")).isTrue();
        assertThat(CoveragePage.isInFirstColumn(page, "pictures")).isFalse();
        assertThat(CoveragePage.isInFirstColumn(page, "Faxes")).isFalse();
    }
}
