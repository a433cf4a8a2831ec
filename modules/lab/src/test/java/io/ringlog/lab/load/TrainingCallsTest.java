package io.ringlog.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.role.ConfigRole;
import io.ringlog.config.ConfigFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCallsTest {
    @TempDir
    Path folder;

    @Test
    void the_tenant_may_have_further_phones() {
        try (var store = ConfigRole.open(
                folder, ConfigSources.defaults().with("node.data=" + folder).read())) {
            String planned = ConfigFile.parse(TrainingCalls.tenant(3))
                    .plan(store, "test")
                    .text();

            assertThat(planned).contains("phone0").contains("phone2").doesNotContain("phone3");
        }
    }

    @Test
    void each_of_them_has_a_contact_of_its_own() {
        assertThat(TrainingCalls.phone(1).contact())
                .isNotEqualTo(TrainingCalls.phone(2).contact());
    }
}
