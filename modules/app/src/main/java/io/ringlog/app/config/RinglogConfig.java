package io.ringlog.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Everything that can be set about one process; a section per part, a component per key. Tenants are not
 * described here.
 */
public record RinglogConfig(
        Node node,
        Kafka kafka,
        Brain brain,
        Watch watch,
        SipConfig sip,
        HepConfig hep,
        Media media,
        Api api,
        Webhooks webhooks,
        Health health,
        Retention retention,
        Lake lake,
        MailConfig mail,
        StorageConfig storage,
        Log log,
        SecurityConfig security,
        Secrets secrets) {

    /** The process as a whole. */
    public record Node(
            @Key(value = "node-1", says = "Name of this process: its place in consumer groups after a restart.")
            String id,

            @Key(value = "ringlog-data", says = "Folder of everything this process keeps. One process per folder.")
            Path data,

            @Key(value = "all", says = "What this process runs: `all`, or some of the roles.", list = true)
            Set<Role> roles,

            @Key(
                    value = "60s",
                    says = "How long live calls may go on after the process was told to stop; new ones are refused."
                            + " 0s: they end at once.",
                    max = 86_400_000)
            Duration drain,

            @Key(value = "10s", says = "How long a shutdown may take, once the calls have gone.", min = 1_000)
            Duration stopWithin) {}

    /** The log: a broker of our own, or a cluster elsewhere. */
    public record Kafka(
            @Key(
                    value = "",
                    says = "Cluster to use, `host:port,...`. Empty: the broker embedded in the role `kafka`.",
                    list = true)
            String bootstrapServers,

            @Key(value = "127.0.0.1", says = "Address the embedded broker listens on and tells its clients.")
            String host,

            @Key(
                    value = "0",
                    says = "Port of the embedded broker. 0: a free one, remembered in the folder.",
                    max = 65_535)
            int port,

            @Key(
                    value = "8",
                    says = "Partitions of the topics spread by account. Chosen once, never changed in place.",
                    min = 1,
                    max = 1_024)
            int partitions,

            @Key(value = "0", says = "Copies of each topic. 0: the cluster's default.", max = 9)
            int replication,

            @Key(value = "", says = "Passed on to every Kafka client as written, for TLS and SASL.", list = true)
            Map<String, String> client) {}

    /** The decisions. */
    public record Brain(
            @Key(value = "1", says = "Stream threads; more than one per core makes it slower.", min = 1, max = 64)
            int threads,

            @Key(value = "0", says = "Standby copies of the state on other instances.", max = 4)
            int standbys,

            @Key(
                    value = "6s",
                    says = "A brain silent for this long is replaced by another instance. A cluster allows it down to"
                            + " its `group.min.session.timeout.ms`, the embedded broker to one second.",
                    min = 1_000,
                    max = 60_000)
            Duration session) {}

    /** The watch over the edges. */
    public record Watch(
            @Key(value = "3s", says = "An edge without a heartbeat for this long is lost.", min = 1_000)
            Duration edgeTimeout) {}

    /** RTP. */
    public record Media(
            @Key(
                    value = "",
                    says = "Address RTP is sent from and to. Empty: `sip.host`, or the advertised address where that is"
                            + " all of them.")
            String host,

            @Key(value = "", says = "Address written into SDP. Empty: `sip.advertised-host`.")
            String advertisedHost,

            @Key(
                    value = "",
                    says = "Address of IPv6 that RTP is sent from and to, on the same ports; whether a party is sent"
                            + " to it goes by its own description. Empty: `sip.host-ipv6`, or the advertised address"
                            + " where that is all of them.")
            String hostIpv6,

            @Key(value = "", says = "Address of IPv6 written into SDP. Empty: `sip.advertised-host-ipv6`.")
            String advertisedHostIpv6,

            @Key(value = "20000", says = "Lowest RTP port.", min = 1_024, max = 65_534)
            int portMin,

            @Key(value = "29999", says = "Highest RTP port.", min = 1_025, max = 65_535)
            int portMax,

            @Key(
                    value = "60s",
                    says = "An answered call in which media is due and no packet has come for this long is ended; a"
                            + " party from which none is due, because of a hold, is asked by OPTIONS whether it is"
                            + " there.",
                    min = 1_000)
            Duration silence,

            @Key(
                    value = "60s",
                    says = "How often loss, jitter and MOS of the legs of a call are told while it lasts. 0s: at its"
                            + " end alone.",
                    max = 86_400_000)
            Duration measureEvery,

            @Key(
                    value = "",
                    says = "Folder of sounds (WAV), where `system/de-DE/male/NAME.wav` stands for a prompt of the"
                            + " platform. Empty: `media` in the data folder.")
            String prompts,

            @Key(
                    value = "espeak",
                    says = "Who speaks the prompts that no file stands for: `espeak`, the program `espeak-ng`"
                            + " beside an edge, or `tones`, no words but signals. Without the program only what the"
                            + " build has spoken is heard in words.")
            PromptVoice voice,

            @Key(
                    value = "",
                    says = "Folder of recordings: voicemail, talks and what flows record. Empty: `recordings` in the"
                            + " data folder. Edges write it, api and workers read it.")
            String recordings) {}

    /** REST, SSE and the views behind them. */
    public record Api(
            @Key(value = "127.0.0.1", says = "Address to listen on.")
            String host,

            @Key(value = "8080", says = "Port to listen on. 0: a free one.", max = 65_535)
            int port,

            @Key(
                    value = "-1",
                    says = "Port of HTTPS beside it, with the certificates of `sip.certificates`. 0: a free one. -1:"
                            + " none.",
                    min = -1,
                    max = 65_535)
            int httpsPort,

            @Key(value = "1048576", says = "Largest body of a request.", unit = "bytes", min = 1_024)
            int bodyLimit,

            @Key(value = "100", says = "Requests of one key in the long run; then 429.", unit = "1/s", min = 1)
            int ratePerSec,

            @Key(value = "200", says = "Requests of one key at once.", min = 1)
            int burst,

            @Key(
                    value = "5",
                    says = "Requests without a valid key from one address in the long run; then 429 instead of 401.",
                    unit = "1/s",
                    min = 1)
            int strangersPerSec,

            @Key(value = "20", says = "Requests without a valid key from one address at once.", min = 1)
            int strangersBurst,

            @Key(value = "1000", says = "Clients of the event stream at the same time; then 503.", min = 1)
            int streams,

            @Key(value = "100", says = "Of those, how many for one account; then 429.", min = 1)
            int streamsPerAccount,

            @Key(value = "1000", says = "Events a client may lag behind before it is cut.", unit = "events", min = 1)
            int streamBuffer,

            @Key(value = "15s", says = "How often a silent event stream says that it lives.", min = 100)
            Duration heartbeat) {}

    /** Events told by HTTP; part of the role api. */
    public record Webhooks(
            @Key(
                    value = "",
                    says = "Addresses and blocks of them that webhooks may lead to though they are not public, by http"
                            + " too.",
                    list = true)
            String allow,

            @Key(
                    value = "10s",
                    says = "How long one is waited for that was told something, its name included.",
                    min = 100)
            Duration timeout,

            @Key(value = "1s", says = "Wait after the first failure; each further one doubles it.", min = 100)
            Duration firstRetry,

            @Key(value = "5m", says = "No wait is longer.", min = 100)
            Duration longestRetry,

            @Key(
                    value = "20",
                    says = "Failures in a row after which what was told is a dead letter.",
                    min = 1,
                    max = 1_000)
            int attempts) {}

    /** Whether this process works, for whoever watches over it; every process answers, whatever its roles are. */
    public record Health(
            @Key(
                    value = "127.0.0.1",
                    says = "Address on which `/health/live`, `/health/ready` and `/metrics` are answered.")
            String host,

            @Key(value = "0", says = "Port of these answers. 0: a free one, named when ready.", max = 65_535)
            int port) {}

    /** How long the log keeps its records; the processes of a cluster have the same. */
    public record Retention(
            @Key(
                    value = "30d",
                    says = "The journal. `replay` needs all of it; the lake keeps it by a key of its own.",
                    min = 3_600_000)
            Duration journal,

            @Key(value = "30d", says = "The events, which views and event streams begin with.", min = 3_600_000)
            Duration events,

            @Key(value = "7d", says = "The CDRs, which the lake takes from here.", min = 3_600_000)
            Duration cdr,

            @Key(value = "6h", says = "The commands to edges.", min = 600_000)
            Duration commands,

            @Key(value = "10m", says = "The answers to requests by REST.", min = 60_000)
            Duration replies,

            @Key(value = "30d", says = "Records that could not be read.", min = 3_600_000)
            Duration quarantine,

            @Key(value = "7d", says = "What the lake's sink agrees on with itself.", min = 86_400_000)
            Duration lakeControl,

            @Key(
                    value = "365d",
                    says = "Who changed what (`/v1/audit`), in the store and not in the log.",
                    min = 86_400_000)
            Duration audit,

            @Key(
                    value = "16",
                    says = "What each of journal, events and CDRs may take on the disk, whatever their age; the oldest"
                            + " go first. 0: all they need.",
                    unit = "GiB",
                    max = 1_000_000)
            int size) {}

    /** CDRs and call events in Iceberg. */
    public record Lake(
            @Key(value = "", says = "Absolute folder or URI of the tables. Empty: `lake` in the data folder.")
            String warehouse,

            @Key(value = "", says = "JDBC URL of the catalog. Empty: SQLite beside the local tables.")
            String catalogUri,

            @Key(value = "10s", says = "How often rows become visible.", min = 200)
            Duration commitInterval,

            @Key(
                    value = "15m",
                    says = "How often the role `workers` gathers small files and forgets old snapshots.",
                    min = 1_000)
            Duration maintenanceInterval,

            @Key(value = "2h", says = "How far back readers may travel in the tables.")
            Duration keepSnapshots,

            @Key(
                    value = "3650d",
                    says = "How long the table `cdr` keeps a call, in whole days (UTC).",
                    min = 86_400_000)
            Duration keepCdr,

            @Key(value = "90d", says = "How long the table `call_events` keeps an event.", min = 86_400_000)
            Duration keepEvents,

            @Key(value = "90d", says = "How long the table `journal` keeps a record.", min = 86_400_000)
            Duration keepJournal,

            @Key(value = "", says = "Passed on to Iceberg's catalog as written.")
            Map<String, String> catalog) {}

    /** The log file of this process. */
    public record Log(
            @Key(value = "INFO", says = "What Ringlog itself writes: `ERROR`, `WARN`, `INFO`, `DEBUG` or `TRACE`.")
            String level,

            @Key(
                    value = "",
                    says = "The same for any logger by its name, as `log.loggers.org.apache.kafka=INFO`;"
                            + " it wins over `log.level`.")
            Map<String, String> loggers) {}

    /** Keys of the platform itself. */
    public record Secrets(
            @Key(
                    value = "",
                    says = "Folder of the key files, made on the first run, readable by their owner only."
                            + " Empty: `keys` in the data folder. Processes that share a cluster share it.")
            String keys) {}

    /** The folder of the key files. */
    public Path keyFolder() {
        return secrets.keys().isEmpty() ? node.data().resolve("keys") : Path.of(secrets.keys());
    }

    /** The folder of prompts: where edges look and uploads go. */
    public Path mediaFolder() {
        return media.prompts().isEmpty() ? node.data().resolve("media") : Path.of(media.prompts());
    }

    /** The folder of certificates. */
    public Path certificatesFolder() {
        return sip.certificates().isEmpty() ? node.data().resolve("certificates") : Path.of(sip.certificates());
    }

    /** The folder of recordings. */
    public Path recordingsFolder() {
        return media.recordings().isEmpty() ? node.data().resolve("recordings") : Path.of(media.recordings());
    }

    public boolean runs(Role role) {
        return node.roles().contains(role);
    }
}
