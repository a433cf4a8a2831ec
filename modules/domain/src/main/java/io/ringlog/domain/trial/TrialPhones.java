package io.ringlog.domain.trial;

import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.RegisterReceived.ContactAsked;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.registration.DigestCheck;
import io.ringlog.domain.registration.SecretOpener;
import java.util.List;

/** The phones of a trial: they register as real ones do, with a secret that is nobody's. */
final class TrialPhones {

    /** In a trial every secret is the same, and none is looked up. */
    static final SecretOpener SECRETS = (secret, context) -> "trial";

    /** Where everything in a trial comes from (RFC 5737). */
    static final Source SOURCE = new Source("192.0.2.1", 5060, "udp", null, false);

    private static final String ALGORITHM = "MD5";
    private static final int FOR_A_WEEK_SEC = 7 * 86_400;

    private TrialPhones() {}

    static RegisterReceived register(SipDevice device, TrialJournal journal) {
        String user = device.authUsername();
        DigestAnswer open = answer(device, "");
        return new RegisterReceived(
                journal.stamp(),
                "rq-" + device.id(),
                user,
                device.realm(),
                List.of(new ContactAsked("sip:" + user + "@" + SOURCE.ip(), FOR_A_WEEK_SEC, null)),
                false,
                answer(device, DigestCheck.response(open, SECRETS.open(device.ha1(), device.id()), ALGORITHM)),
                SOURCE,
                null,
                "register-" + device.id(),
                1,
                null);
    }

    private static DigestAnswer answer(SipDevice device, String response) {
        return new DigestAnswer(
                device.authUsername(),
                device.realm(),
                "nonce-" + device.id(),
                "sip:" + device.realm(),
                response,
                ALGORITHM,
                "auth",
                "trial",
                "00000001",
                "REGISTER",
                null);
    }
}
