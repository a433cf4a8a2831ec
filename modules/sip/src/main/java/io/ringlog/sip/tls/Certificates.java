package io.ringlog.sip.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates in a folder: one folder for each SIP domain, with {@code fullchain.pem} and {@code privkey.pem} as
 * ACME clients write them. A newer file is served from the next handshake on; one that cannot be served is said once
 * and changes nothing.
 */
final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final int MOST = 1_000;

    private final Path folder;
    private final DomainKeys keys = new DomainKeys();
    private final Map<String, String> seen = new HashMap<>();

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** @throws IllegalStateException in words, when there is none to serve */
    static Certificates in(Path folder) {
        Certificates certificates = new Certificates(folder);
        certificates.look();
        if (certificates.keys.served().isEmpty()) {
            throw new IllegalStateException("there is no certificate to serve in " + folder + ": it wants a folder for"
                    + " each domain, or one called " + DomainKeys.DEFAULT + ", with " + ServedCertificate.CHAIN
                    + " and " + ServedCertificate.KEY);
        }
        return certificates;
    }

    DomainKeys keys() {
        return keys;
    }

    /** What is served and until when, for people. */
    String inWords() {
        return keys.served().values().stream()
                .map(one -> one.domain() + " until " + one.until())
                .collect(Collectors.joining(", "));
    }

    /** Reads what has changed since the last look. */
    synchronized void look() {
        Map<String, ServedCertificate> before = keys.served();
        Map<String, ServedCertificate> after = new TreeMap<>();
        boolean changed = false;
        Map<String, Path> folders;
        try {
            folders = folders();
        } catch (IOException unreadable) {
            LOG.error("the folder of certificates {} cannot be read; what was served goes on", folder, unreadable);
            return;
        }
        for (Map.Entry<String, Path> domain : folders.entrySet()) {
            ServedCertificate held = before.get(domain.getKey());
            ServedCertificate now = isNew(domain) ? read(domain, held) : held;
            changed |= !Objects.equals(now, held);
            if (now != null) {
                after.put(domain.getKey(), now);
            }
        }
        seen.keySet().retainAll(folders.keySet());
        if (changed || after.size() != before.size()) {
            before.keySet().stream()
                    .filter(gone -> !after.containsKey(gone))
                    .forEach(gone -> LOG.warn("the certificate of {} is gone and served no more", gone));
            keys.serve(after);
        }
    }

    private Map<String, Path> folders() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(one -> Files.isRegularFile(one.resolve(ServedCertificate.CHAIN)))
                    .sorted()
                    .limit(MOST)
                    .collect(Collectors.toMap(
                            one -> one.getFileName().toString().toLowerCase(Locale.ROOT),
                            one -> one,
                            (first, second) -> first,
                            TreeMap::new));
        }
    }

    private boolean isNew(Map.Entry<String, Path> domain) {
        String now = state(domain.getValue().resolve(ServedCertificate.CHAIN))
                + state(domain.getValue().resolve(ServedCertificate.KEY));
        return !now.equals(seen.put(domain.getKey(), now));
    }

    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + "/" + Files.size(file) + ";";
        } catch (IOException missing) {
            return "missing;";
        }
    }

    private static @Nullable ServedCertificate read(Map.Entry<String, Path> domain, @Nullable ServedCertificate held) {
        try {
            ServedCertificate read = ServedCertificate.read(domain.getKey(), domain.getValue());
            if (read.until().isBefore(Instant.now())) {
                LOG.error("the certificate of {} has ended at {}: peers will refuse it", read.domain(), read.until());
            } else {
                LOG.info("the certificate of {} is served until {}", read.domain(), read.until());
            }
            return read;
        } catch (IOException | GeneralSecurityException broken) {
            LOG.error(
                    "the certificate in {} cannot be served, {}: {}",
                    domain.getValue(),
                    held == null ? "so its domain has none" : "the one before goes on",
                    broken.toString());
            return held;
        }
    }
}
