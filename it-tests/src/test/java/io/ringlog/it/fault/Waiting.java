package io.ringlog.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringlog.testkit.phone.Phone;
import io.ringlog.testkit.sip.PeerDigest;
import io.ringlog.testkit.sip.SipText;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a telephone is told of the messages that wait for its user (RFC 3842), when it asks for it now. */
final class Waiting {
    private static final Pattern NEW = Pattern.compile("Voice-Message: (\\d+)/");

    private Waiting() {}

    /** How many of them are new. */
    static int messages(Phone phone) {
        String dialog = UUID.randomUUID().toString();
        SipText asked = subscribe(phone, dialog, 1);
        SipText challenge = phone.sip().request(asked);
        assertThat(challenge.status()).isEqualTo(401);
        SipText again = subscribe(phone, dialog, 2);
        String proof = PeerDigest.answer(challenge, "SHA-256", phone.user(), Tenant.PASSWORD, again);
        assertThat(phone.sip().request(again.with("Authorization", proof)).status())
                .isEqualTo(200);
        return await(phone.user() + " is told of messages")
                .atMost(Duration.ofSeconds(20))
                .until(() -> told(phone, dialog), it -> !it.isEmpty())
                .getFirst();
    }

    private static List<Integer> told(Phone phone, String dialog) {
        return phone.sip().conversation().stream()
                .filter(it -> it.startsWith("<-- NOTIFY") && it.contains(dialog))
                .flatMap(it -> NEW.matcher(it).results().map(found -> Integer.valueOf(found.group(1))))
                .toList();
    }

    /** For this moment alone: it expires at once (RFC 6665 section 4.4.3). */
    private static SipText subscribe(Phone phone, String dialog, int cseq) {
        String own = "<sip:" + phone.user() + "@" + Tenant.DOMAIN + ">";
        return new SipText("SUBSCRIBE sip:" + phone.user() + "@" + Tenant.DOMAIN + " SIP/2.0", List.of(), "")
                .with("Via", phone.sip().via())
                .with("Max-Forwards", "70")
                .with("From", own + ";tag=" + dialog.substring(0, 8))
                .with("To", own)
                .with("Call-ID", dialog)
                .with("CSeq", cseq + " SUBSCRIBE")
                .with("Contact", "<" + phone.sip().contactUri() + ">")
                .with("Event", "message-summary")
                .with("Accept", "application/simple-message-summary")
                .with("Expires", "0");
    }
}
