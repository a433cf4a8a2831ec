package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.Ha1;
import io.ringlog.config.secret.SecretBox;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A password that somebody logs in with, or its HA1, on its way in: only sealed HA1 is kept. */
final class Ha1Input {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 255;

    /** What is kept: MD5, and SHA-256 where the password was told or its hash. */
    record Sealed(String ha1, @Nullable String ha1Sha256) {}

    /** Who logs in, and the row that the hashes are sealed for. */
    record Login(String rowId, String username, String realm) {}

    private final String password;
    private final String ha1;
    private final String ha1Sha256;

    /** @param prefix of the three fields */
    Ha1Input(String prefix) {
        this.password = prefix + "password";
        this.ha1 = prefix + "ha1";
        this.ha1Sha256 = prefix + "ha1_sha256";
    }

    Set<String> fields() {
        return Set.of(password, ha1, ha1Sha256);
    }

    boolean isGiven(ObjectNode document) {
        return fields().stream().anyMatch(document::hasNonNull);
    }

    /** Whether it is what is kept already: a seal would look new each time. */
    boolean isKnown(ObjectNode document, Sealed kept, Login login, SecretBox box) {
        String md5 = box.opened(kept.ha1(), login.rowId()).orElse("");
        String sha256 = kept.ha1Sha256() == null
                ? ""
                : box.opened(kept.ha1Sha256(), login.rowId()).orElse("");
        return document.hasNonNull(password)
                ? !sha256.isEmpty()
                        && md5.equals(Ha1.md5(
                                login.username(),
                                login.realm(),
                                document.path(password).asText()))
                : document.hasNonNull(ha1)
                        && md5.equals(lower(document.path(ha1)))
                        && sha256.equals(lower(document.path(ha1Sha256)));
    }

    /** What a document gives; empty when it is not fit, as is told then. */
    Optional<Sealed> read(ObjectNode document, Login login, SecretBox box, Problems p) {
        if (document.hasNonNull(password)) {
            return password(document.get(password), p)
                    .map(it -> new Sealed(
                            box.seal(Ha1.md5(login.username(), login.realm(), it), login.rowId()),
                            box.seal(Ha1.sha256(login.username(), login.realm(), it), login.rowId())));
        }
        String md5 = lower(document.path(ha1));
        String sha256 = lower(document.path(ha1Sha256));
        boolean hasSha256 = document.hasNonNull(ha1Sha256);
        boolean hasMd5 = document.hasNonNull(ha1);
        p.require(hasMd5, ha1, "config.required", "is required beside " + ha1Sha256);
        p.require(!hasMd5 || Ha1.isMd5(md5), ha1, "config.bad-ha1", "must be the hash in hexadecimal digits");
        p.require(
                !hasSha256 || Ha1.isSha256(sha256),
                ha1Sha256,
                "config.bad-ha1",
                "must be the hash in hexadecimal digits");
        return Optional.of(
                new Sealed(box.seal(md5, login.rowId()), hasSha256 ? box.seal(sha256, login.rowId()) : null));
    }

    private Optional<String> password(JsonNode given, Problems p) {
        boolean fits = given.isTextual()
                && given.textValue().length() >= SHORTEST
                && given.textValue().length() <= LONGEST;
        p.require(fits, password, "config.bad-password", "must be text of 8 to 255 characters");
        return fits ? Optional.of(given.textValue()) : Optional.empty();
    }

    private static String lower(JsonNode given) {
        return given.asText().toLowerCase(Locale.ROOT);
    }
}
