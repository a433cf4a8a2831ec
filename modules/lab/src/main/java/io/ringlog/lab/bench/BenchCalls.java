package io.ringlog.lab.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ringlog.domain.config.Account;
import io.ringlog.domain.config.ConfigRow;
import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.Did;
import io.ringlog.domain.config.MediaEncryption;
import io.ringlog.domain.config.RecordedCalls;
import io.ringlog.domain.config.RouteTarget;
import io.ringlog.domain.config.RowStatus;
import io.ringlog.domain.config.SipDevice;
import io.ringlog.domain.config.SipTrunk;
import io.ringlog.domain.config.SipUser;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.ConfigInput;
import io.ringlog.domain.journal.DigestAnswer;
import io.ringlog.domain.journal.EdgeStamp;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.Source;
import io.ringlog.domain.registration.DigestCheck;
import io.ringlog.wire.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The journal of one account in which one call after the other comes in on a number, is answered and ends. */
final class BenchCalls {

    /** Records of one call: invite, ringing, answered, ended. */
    static final int RECORDS_PER_CALL = 4;

    private static final String NUMBER = "12025550123";
    private static final String REALM = "bench.example";
    private static final Source SOURCE = new Source("127.0.0.2", 5060, "udp", null, false);

    private static final String CARRIER = """
            {"type": "SipTrunk", "id": "tr_%1$s", "account_id": "%1$s", "name": "carrier",
             "inbound_ips": ["127.0.0.2"]}""";

    private static final String TENANT = """
            {"type": "Account", "id": "%s", "name": "Bench", "max_in": 1000000}""";

    private final String account;
    private final String edge;
    private long seq;
    private int calls;

    BenchCalls(String account, String edge) {
        this.account = account;
        this.edge = edge;
    }

    /** The tenant and its registered phone. */
    List<Input> opening() {
        List<Input> inputs = new ArrayList<>();
        for (ConfigRow row : List.of(account(), trunk(), number(), user(), device())) {
            inputs.add(new ConfigInput.RowSaved(row, inputs.size() + 1, "bench"));
        }
        inputs.add(register());
        return inputs;
    }

    /** The records of the next call. */
    List<Input> next() {
        calls++;
        String callId = "call_" + account + "_" + calls;
        return List.of(
                new CallFact.InviteReceived(
                        stamp(),
                        callId,
                        NUMBER,
                        REALM,
                        "491511234",
                        "carrier.example",
                        null,
                        null,
                        "tr_" + account,
                        account,
                        SOURCE,
                        callId,
                        null,
                        List.of("pcmu"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new CallFact.LegProgressed(stamp(), callId, "b1", 180, false),
                new CallFact.LegAnswered(stamp(), callId, "b1"),
                new CallFact.LegEnded(stamp(), callId, CallFact.CALLER, CallFact.EndedBy.PARTY, null));
    }

    private EdgeStamp stamp() {
        seq++;
        return new EdgeStamp(edge, 1, seq, Instant.EPOCH);
    }

    private RegisterReceived register() {
        DigestAnswer open = new DigestAnswer(
                "bench", REALM, "n", "sip:" + REALM, "", "MD5", "auth", "c", "00000001", "REGISTER", null);
        DigestAnswer answer = new DigestAnswer(
                "bench",
                REALM,
                "n",
                open.uri(),
                DigestCheck.response(open, "ha1", "MD5"),
                "MD5",
                "auth",
                "c",
                "00000001",
                "REGISTER",
                open.uri());
        var contact = new RegisterReceived.ContactAsked("sip:bench@127.0.0.3:5060", 7_200, null);
        return new RegisterReceived(
                stamp(), "req", "bench", REALM, List.of(contact), false, answer, SOURCE, null, "register", 1, null);
    }

    private Account account() {
        return row(Account.class, TENANT);
    }

    private SipTrunk trunk() {
        return row(SipTrunk.class, CARRIER);
    }

    private <R> R row(Class<R> type, String document) {
        try {
            return Json.mapper().readValue(document.formatted(account), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Did number() {
        return new Did(
                "did_" + account,
                account,
                NUMBER,
                "bench",
                Did.Status.ACTIVE,
                new RouteTarget(DestKind.USER, "us_" + account, Map.of()),
                null,
                Did.FaxMode.VOICE,
                true,
                null,
                null,
                null,
                null);
    }

    private SipUser user() {
        return new SipUser(
                "us_" + account,
                account,
                "bench",
                "Bench",
                false,
                null,
                null,
                null,
                25,
                null,
                RowStatus.ACTIVE,
                SipUser.RingStrategy.SIMULTANEOUS,
                false,
                null,
                null,
                null,
                null,
                false,
                false,
                false,
                false,
                null,
                List.of(),
                null,
                null,
                RecordedCalls.ALL,
                false,
                false);
    }

    private SipDevice device() {
        return new SipDevice(
                "dev_" + account,
                account,
                "us_" + account,
                "bench",
                REALM,
                "ha1",
                null,
                SipDevice.Transport.UDP,
                false,
                RowStatus.ACTIVE,
                0,
                true,
                SipDevice.LampState.FULL,
                MediaEncryption.OPTIONAL);
    }
}
