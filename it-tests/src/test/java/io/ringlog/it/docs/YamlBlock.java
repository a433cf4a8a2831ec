package io.ringlog.it.docs;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.config.ConfigFile;
import io.ringlog.config.ConfigStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** What a page says in YAML: a tenant, a part of one, or the configuration of a process; read as it would be. */
record YamlBlock(Block block) {
    /** What the parts on the pages take for granted. */
    private static final String ACME = """
            accounts:
              - name: Acme
                domains: [{domain: acme.example}]
                users:
                  - {username: "1001", is_agent: true}
                  - {username: "1002", is_agent: true}
                  - {username: "1003", is_agent: true}
                trunks:
                  - {name: Carrier, direction: outbound, proxy: "sip.carrier.example:5060"}
                  - {name: Backup, direction: outbound, proxy: "backup.carrier.example:5060"}
                forwards: [{name: Night mobile, number: "+4930123456"}]
                schedules: [{name: Support hours}]
                queues: [{name: Sales}, {name: Support}]
                flows:
                  - {name: Main line, graph: {nodes: [{id: start, data: {kind: entry}}]}, publish: false}
                  - {name: Night, graph: {nodes: [{id: start, data: {kind: entry}}]}, publish: false}
            """;

    /** Reads it; what is wrong with it is thrown in the words a reader would get. */
    void read(Path folder) throws IOException {
        String text = block.text().stripTrailing().stripIndent() + "\n";
        switch (text.substring(0, text.indexOf(':'))) {
            case "sip", "media", "kafka", "lake", "mail", "hep" -> {
                Path file = Files.createDirectories(folder).resolve("ringlog.yaml");
                Files.writeString(file, text);
                ConfigSources.defaults().withFile(file).read();
            }
            // What brings its flows along stands by itself.
            case "accounts" -> apply(folder, text.contains("flows:") ? "" : ACME, text);
            default -> apply(folder, ACME, "accounts:\n  - name: Acme\n" + text.indent(4));
        }
    }

    private static void apply(Path folder, String before, String text) throws IOException {
        Files.createDirectories(folder);
        try (ConfigStore store = ConfigStore.open(
                folder.resolve("config.db"),
                folder.resolve("secrets.json"),
                Clock.systemUTC(),
                (account, sound) -> Optional.empty())) {
            if (!before.isEmpty()) {
                ConfigFile.parse(before).apply(store, "test");
            }
            ConfigFile.parse(text).apply(store, "test");
        }
    }
}
