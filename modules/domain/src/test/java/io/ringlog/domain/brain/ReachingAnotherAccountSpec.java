package io.ringlog.domain.brain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringlog.domain.config.DestKind;
import io.ringlog.domain.config.ParkLot;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.JournalRecord;
import io.ringlog.domain.journal.PlaceActed.PlaceWanted;
import io.ringlog.domain.testing.BrainSpec;
import io.ringlog.domain.testing.CallCentre;
import io.ringlog.domain.testing.ConferenceRow;
import io.ringlog.domain.testing.Draft;
import io.ringlog.domain.testing.Facts;
import io.ringlog.domain.testing.Phones;
import io.ringlog.domain.testing.QueueRow;
import io.ringlog.domain.testing.Rows;
import io.ringlog.domain.testing.UserRow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Two accounts. Whatever is written for the one with ids of the other does nothing to the other, and is answered as if
 * nobody had such an id: every kind of input is tried, those that come to be too.
 */
class ReachingAnotherAccountSpec {

    private static final String THEIRS = Rows.ACCOUNT;
    private static final String OURS = "acc_ours";

    /** What of theirs each name means, so far as there is such a thing; the rest is theirs by its words alone. */
    private static final Map<String, String> THINGS = Map.ofEntries(
            Map.entry("id", "us_anna"),
            Map.entry("callId", "call-theirs"),
            Map.entry("RecordingActed.id", "call-theirs"),
            Map.entry("userId", "us_anna"),
            Map.entry("queueId", "q_1"),
            Map.entry("placeId", "pl_1"),
            Map.entry("Dest.id", "q_1"),
            Map.entry("mailboxId", "vm_1"),
            Map.entry("voicemailId", "vm_1"),
            Map.entry("conferenceId", "conf_1"),
            Map.entry("lotId", "pk_1"),
            Map.entry("trunkId", Rows.TRUNK),
            Map.entry("trunkIds", Rows.TRUNK),
            Map.entry("accountId", THEIRS),
            Map.entry("trunkAccountId", THEIRS),
            Map.entry("parentId", THEIRS),
            Map.entry("ceilingOf", THEIRS),
            Map.entry("username", "anna"),
            Map.entry("user", "anna"),
            Map.entry("target", "anna"),
            Map.entry("requestUser", "100"),
            Map.entry("toUser", "100"),
            Map.entry("to", "100"),
            Map.entry("number", "100"),
            Map.entry("PlaceWanted.number", "anna"));

    private static final List<String> NAMES = List.of(
            "messageId",
            "deviceId",
            "groupId",
            "forwardId",
            "flowId",
            "nodeId",
            "scheduleId",
            "ruleId",
            "windowId",
            "banId",
            "recordingId",
            "objectKey",
            "talkId",
            "playbackId",
            "gatherId",
            "referId",
            "askId",
            "commandId",
            "correlationId",
            "timerId",
            "interestId",
            "scopeId",
            "secretId",
            "webhookSecretId",
            "destId",
            "instanceId",
            "audioId",
            "promptAudioId",
            "repromptAudioId",
            "invalidAudioId",
            "mediaId",
            "mediaIds",
            "greetingMediaId",
            "busyGreetingMediaId",
            "temporaryGreetingMediaId",
            "nameMediaId",
            "messageMediaId",
            "promptMediaId",
            "mohMediaId",
            "mohPlaylistId");

    /** What is said beside ids, and where parts of a call have the same names in every account. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("legId", "a"),
            Map.entry("legIds", "a"),
            Map.entry("Node.id", "n"),
            Map.entry("timezone", "UTC"),
            Map.entry("language", "en"),
            Map.entry("country", "DE"),
            Map.entry("startDate", "2026-03-03"),
            Map.entry("endDate", "2026-03-04"),
            Map.entry("startTime", "08:00"),
            Map.entry("endTime", "18:00"),
            Map.entry("nightFrom", "22:00"),
            Map.entry("nightUntil", "06:00"),
            Map.entry("temporaryGreetingUntil", "2026-03-04"),
            Map.entry("network", "192.0.2.0/24"),
            Map.entry("ip", "192.0.2.1"),
            Map.entry("transport", "udp"),
            Map.entry("algorithm", "MD5"),
            Map.entry("realm", Rows.DOMAIN),
            Map.entry("domain", Rows.DOMAIN),
            Map.entry("requestId", "req-1"),
            Map.entry("sipCallId", "sip-1"),
            Map.entry("idempotencyKey", "key-1"));

    /** Things of ours that stand in one place beside theirs in all others. */
    private static final Map<String, String> OWN = new TreeMap<>(Map.of(
            "accountId",
            OURS,
            "callId",
            "call-ours",
            "userId",
            "us_sue",
            "queueId",
            "q_2",
            "placeId",
            "pl_2",
            "mailboxId",
            "vm_2",
            "conferenceId",
            "conf_2"));

    /** Anna talks, a caller waits, somebody leaves a message; beside them an account with one of each. */
    private static BrainSpec office() {
        CallCentre centre = CallCentre.open();
        BrainSpec brain = centre.brain;
        brain.given(
                Rows.mailbox("vm_1").row(),
                ConferenceRow.conference("conf_1").row(),
                new ParkLot("pk_1", THEIRS, "Hall", "700", 701, 2, 60, null),
                Rows.did("300", DestKind.VOICEMAIL, "vm_1"));
        brain.given(
                Draft.like(Rows.account()).with("id", OURS).row(),
                ours(UserRow.user("sue").row()),
                ours(Rows.device("sue")),
                ours(Rows.mailbox("vm_2").row()),
                ours(ConferenceRow.conference("conf_2").row()),
                ours(QueueRow.queue("q_2").row()),
                ours(Phones.trunk("tr_2").row()),
                ours(Rows.did("400", DestKind.VOICEMAIL, "vm_2")));
        brain.given(centre.available("anna"));
        centre.calls("call-theirs");
        centre.talks("call-theirs");
        centre.calls("call-waiting");
        brain.given(centre.facts.inviteFromTrunk("call-message", Rows.TRUNK, "49", "300"));
        brain.given(new PlaceWanted("req-1", "api-1", "pl_1", "q_1", "anna", 0, null, "key_1"));
        brain.whenOf(OURS, new PlaceWanted("req-1", "api-1", "pl_2", "q_2", "sue", 0, null, "key_2"));
        CallFact.InviteReceived comes = new Facts("edge2", 1).inviteFromTrunk("call-ours", "tr_2", "49", "400");
        brain.whenOf(OURS, Draft.like(comes).with("trunkAccountId", OURS).row());
        return brain;
    }

    private static <R extends Record> R ours(R row) {
        return Draft.like(row).with("accountId", OURS).row();
    }

    private static List<Input> inputs(String prefix, Map<String, String> own) {
        Map<String, String> texts = new TreeMap<>(WORDS);
        THINGS.forEach((name, thing) -> texts.put(name, prefix + thing));
        NAMES.forEach(name -> texts.put(name, prefix + "their-" + name));
        texts.putAll(own);
        return new EveryInput(texts).all();
    }

    /** What came of it, with nobody's things in place of theirs. */
    private static String told(Outcome outcome, String prefix) {
        String text = outcome.toString();
        for (String thing : new TreeSet<>(THINGS.values())) {
            text = text.replaceAll("(?<![A-Za-z0-9_~-])" + thing + "(?![A-Za-z0-9_])", prefix + thing);
        }
        // A registration is known to its carrier by a hash of the trunk's name.
        return text.replaceAll("(?<!" + prefix + ")their-", prefix + "their-").replaceAll("[0-9a-f]{16}", "hash");
    }

    private static Stream<Map<String, String>> owned() {
        return Stream.concat(
                Stream.of(Map.of()), OWN.entrySet().stream().map(it -> Map.of(it.getKey(), it.getValue())));
    }

    @Test
    void theirs_and_ours_are_there() {
        BrainSpec brain = office();
        assertThat(brain.state().calls()).hasSize(3);
        assertThat(brain.state().agent("us_anna")).isPresent();
        assertThat(brain.stateOf(OURS).call("call-ours")).isPresent();
        assertThat(brain.state().lines().kept().place("pl_1")).isPresent();
        assertThat(brain.stateOf(OURS).lines().kept().place("pl_2")).isPresent();
    }

    @Test
    void whatever_is_written_with_ids_of_another_account_stays_in_its_own() {
        owned().forEach(own -> {
            Offices one = new Offices(own.isEmpty());
            inputs("", own).forEach(input -> {
                Outcome outcome = one.of(input).whenOf(OURS, input);
                assertThat(outcome.changes())
                        .as("changes by %s", input)
                        .allSatisfy(it -> assertThat(it.key().account()).isIn(OURS, JournalRecord.PLATFORM));
                assertThat(outcome.outgoing())
                        .as("told of %s", input)
                        .allSatisfy(it -> assertThat(it.accountId()).isEqualTo(OURS));
            });
        });
    }

    @Test
    void what_is_another_accounts_is_answered_as_what_never_was() {
        String nobodys = "nobodys-";
        owned().forEach(own -> {
            List<Input> theirs = inputs("", own);
            List<Input> never = inputs(nobodys, own);
            assertThat(theirs).hasSameSizeAs(never);
            Offices one = new Offices(own.isEmpty());
            Offices other = new Offices(own.isEmpty());
            for (int i = 0; i < theirs.size(); i++) {
                String told = told(one.of(theirs.get(i)).whenOf(OURS, theirs.get(i)), nobodys);
                String toldNever = told(other.of(never.get(i)).whenOf(OURS, never.get(i)), nobodys);
                assertThat(told).as("%s", theirs.get(i)).isEqualTo(toldNever.replace(nobodys + nobodys, nobodys));
            }
        });
    }

    /** An office, or one for each kind of input, so that what one kind did is not in the way of the next. */
    private static final class Offices {
        private final boolean afresh;
        private BrainSpec office = office();
        private Class<?> kind = Input.class;

        Offices(boolean afresh) {
            this.afresh = afresh;
        }

        BrainSpec of(Input input) {
            if (afresh && !input.getClass().equals(kind)) {
                kind = input.getClass();
                office = office();
            }
            return office;
        }
    }
}
