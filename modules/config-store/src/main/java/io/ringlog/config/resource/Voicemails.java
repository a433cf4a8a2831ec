package io.ringlog.config.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringlog.config.problem.Problems;
import io.ringlog.config.secret.SecretBox;
import io.ringlog.domain.config.VoiceMailbox;
import io.ringlog.wire.PinHash;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mailboxes; their messages are the brain's. */
final class Voicemails extends Resource<VoiceMailbox> {

    private static final Pattern PIN = Pattern.compile("[0-9]{4,10}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}\\.[0-9a-f]{64}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_BYTES = 16;
    private static final int LARGEST_MB = 100_000;
    private static final int LONGEST_SEC = 600;
    private static final int SHORTEST_SEC = 60;
    private static final int YEAR = 365;
    private static final int TEN_YEARS = 10 * YEAR;

    Voicemails() {
        super("voicemail", "voicemail", "vm", VoiceMailbox.class, Set.of());
    }

    @Override
    public Set<String> hidden() {
        return Set.of("pinHash");
    }

    @Override
    public Set<String> inputs() {
        return Set.of("pin", "pin_hash");
    }

    /** The same PIN again changes nothing: a seal would look new each time. */
    @Override
    public void absorb(
            ObjectNode document,
            @Nullable VoiceMailbox old,
            Map<String, @Nullable Object> values,
            SecretBox box,
            Problems p) {
        String id = String.valueOf(values.get("id"));
        String known = old == null || old.pinHash() == null
                ? null
                : box.opened(old.pinHash(), id).orElse(null);
        JsonNode pin = document.get("pin");
        JsonNode hash = document.get("pin_hash");
        if (pin != null && !pin.isNull()) {
            boolean fits = PIN.matcher(pin.asText()).matches();
            p.require(fits, "pin", "config.bad-pin", "must be 4 to 10 digits");
            if (fits
                    && (known == null
                            || !PinHash.of(pin.asText(), PinHash.salt(known)).equals(known))) {
                values.put("pinHash", box.seal(PinHash.of(pin.asText(), salt()), id));
            }
        } else if (hash != null && !hash.isNull()) {
            p.require(
                    HASH.matcher(hash.asText()).matches(), "pin_hash", "config.bad-pin", "must be as an export has it");
            if (!hash.asText().equals(known)) {
                values.put("pinHash", box.seal(hash.asText(), id));
            }
        } else if (pin != null || hash != null) {
            values.put("pinHash", null);
        }
    }

    private static String salt() {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    @Override
    public List<Unique> unique() {
        return List.of(Unique.inAccount("name"));
    }

    @Override
    public Map<String, String> sounds(VoiceMailbox row) {
        Map<String, @Nullable String> named = new LinkedHashMap<>();
        named.put("greeting_media_id", row.greetingMediaId());
        named.put("busy_greeting_media_id", row.busyGreetingMediaId());
        named.put("temporary_greeting_media_id", row.temporaryGreetingMediaId());
        named.put("name_media_id", row.nameMediaId());
        Map<String, String> sounds = new LinkedHashMap<>();
        named.forEach((field, id) -> {
            if (id != null) {
                sounds.put(field, id);
            }
        });
        return sounds;
    }

    @Override
    public void check(VoiceMailbox row, Problems p) {
        Shapes.name(row.name(), "name", p);
        Shapes.range(row.quotaMb(), 1, LARGEST_MB, "quota_mb", p);
        Shapes.range(row.maxMessageSec(), 1, LONGEST_SEC, "max_message_sec", p);
        Shapes.range(row.minMessageSec(), 0, SHORTEST_SEC, "min_message_sec", p);
        Shapes.range(row.keepDays(), 1, TEN_YEARS, "keep_days", p);
        Shapes.range(row.keepDeletedDays(), 0, YEAR, "keep_deleted_days", p);
        Shapes.date(row.temporaryGreetingUntil(), "temporary_greeting_until", p);
        Shapes.mail(row.notifyEmail(), "notify_email", p);
        p.require(
                row.notifyAttach() || !row.notifyDelete(),
                "notify_delete",
                "config.message-lost",
                "needs notify_attach: nobody would hear what is deleted");
        p.require(
                row.minMessageSec() <= row.maxMessageSec(),
                "min_message_sec",
                "config.out-of-range",
                "must not be more than max_message_sec");
    }
}
