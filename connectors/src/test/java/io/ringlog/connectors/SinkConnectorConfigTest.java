package io.ringlog.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SinkConnectorConfigTest {
    private static final Path ON_DISK = Path.of("config", "lake-sink.json");

    /** When this fails after a change that was meant: {@code mvn -pl connectors test -Dlake.config.write=true}. */
    @Test
    void the_configuration_for_a_cluster_is_what_the_code_would_write() throws IOException {
        String now = SinkConnectorConfig.json(ClusterExample.config());
        if (Boolean.getBoolean("lake.config.write")) {
            Files.writeString(ON_DISK, now);
        }

        assertThat(Files.readString(ON_DISK)).isEqualTo(now);
    }

    @Test
    void only_a_single_task_is_a_static_member_of_its_group() {
        LakeSinkConfig one = LakeSinkConfig.of("localhost:9092", LakeConfig.local(Path.of("/lake")));

        assertThat(SinkConnectorConfig.properties(one)).containsEntry("consumer.override.group.instance.id", "lake-1");
        assertThat(SinkConnectorConfig.properties(ClusterExample.config()))
                .doesNotContainKey("consumer.override.group.instance.id");
    }

    @Test
    void client_properties_reach_the_sinks_own_clients() {
        LakeSinkConfig secured = LakeSinkConfig.of("localhost:9092", LakeConfig.local(Path.of("/lake")))
                .withClientProperties(Map.of("security.protocol", "SSL"));

        assertThat(SinkConnectorConfig.properties(secured))
                .containsEntry("iceberg.kafka.security.protocol", "SSL")
                .containsEntry("iceberg.kafka.bootstrap.servers", "localhost:9092");
    }

    @Test
    void an_object_store_and_a_local_folder_get_their_own_file_access() {
        assertThat(SinkConnectorConfig.properties(ClusterExample.config()))
                .containsEntry("iceberg.catalog.io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
        assertThat(LakeConfig.local(Path.of("/lake")).icebergProperties())
                .containsEntry("io-impl", LocalFileIO.class.getName())
                .containsEntry("jdbc.journal_mode", "WAL");
    }

    @Test
    void a_bad_setting_is_named() {
        assertThatThrownBy(() -> new LakeConfig("some/folder", "jdbc:sqlite:x", Map.of()))
                .hasMessageStartingWith("lake.warehouse must be an absolute folder");
        assertThatThrownBy(() -> new LakeConfig("/lake", "http://x", Map.of()))
                .hasMessageStartingWith("lake.catalog.uri");
        assertThatThrownBy(() -> LakeSinkConfig.of(" ", LakeConfig.local(Path.of("/lake"))))
                .hasMessageStartingWith("kafka.bootstrap.servers");
    }
}
