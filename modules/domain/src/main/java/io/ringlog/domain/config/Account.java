package io.ringlog.domain.config;

import io.ringlog.domain.number.NumberClass;
import io.ringlog.domain.number.NumberFormat;
import io.ringlog.kernel.Records;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant and its defaults. A ceiling of null is unlimited, 0 admits nothing.
 *
 * @param ancestors parent, grandparent and so on; empty for an account directly under the platform
 * @param timezone IANA name
 * @param fromOfAnother what becomes of a call whose From names somebody its caller is not; null refuses it
 * @param country ISO 3166 code in capitals, whose plan dialled numbers are read by; null reads digits as E.164
 * @param emergencyCidNumber the number that an emergency desk is shown and can call back
 * @param emergencyNumbers those of the account in place of the country's; empty for the country's
 * @param allowedClasses the numbers outside that users may dial
 * @param maxWatchedTrunks trunks that are asked by OPTIONS or registered at
 * @param recording whether talks are recorded where nobody nearer says anything
 * @param recordingCalls what {@code recording} is for
 * @param recordingConsent whether those who are to be recorded are asked before, and what silence means
 * @param recordingConsentSec how long they have for their answer
 * @param numberFormat how phones are shown the numbers of those who call in from outside
 * @param recordingBeepSec how often those who are recorded hear a beep, where {@code recordingNotice} is BEEP
 * @param recordingKeepDays how long recordings are kept; null for ever
 * @param recordingQuotaMb what they may take on disk; nothing new is recorded beyond it
 * @param recordingKeys what a user presses in a talk to begin a recording and to stop it; null for nothing
 * @param recordingPauseKeys what a user presses in a talk to pause a recording and to go on; null for nothing
 * @param onNet whether calls to numbers of other accounts of the platform stay on it, and need no trunk
 * @param maxChannels calls at once of this account and all below it, other than internal ones
 * @param ceilingOf the nearest account above that has {@code maxChannels}; null for none
 * @param mohPlaylistId what those who wait hear where the place they wait at says nothing; null for the usual music
 * @param unrouted what the nearest account above with a {@code didDefaultDest} hands down; counts where this has none
 * @param httpAllowed addresses and blocks of them that flows may ask though they are not public, by http too
 */
public record Account(
        String id,
        @Nullable String parentId,
        List<String> ancestors,
        String name,
        @Unsaid("active") Status status,
        @Unsaid("false") boolean isReseller,
        @Unsaid("UTC") String timezone,
        @Unsaid("en-US") String language,
        @Unsaid("male") VoiceGender voiceGender,
        @Nullable String brandName,
        @Nullable String brandDomain,
        @Nullable Integer maxIn,
        @Nullable Integer maxOut,
        @Nullable Integer maxDialer,
        @Nullable String defaultCidNumber,
        @Nullable Dest didDefaultDest,
        @Nullable FromOfAnother fromOfAnother,
        @Nullable String country,
        @Nullable String emergencyCidNumber,
        List<String> emergencyNumbers,

        @Unsaid("[\"local\", \"national\", \"mobile\", \"international\"]")
        List<NumberClass> allowedClasses,

        @Unsaid("20") int maxWatchedTrunks,
        @Unsaid("off") RecordingRule recording,
        @Unsaid("all") RecordedCalls recordingCalls,
        @Unsaid("none") RecordingNotice recordingNotice,
        @Unsaid("15") int recordingBeepSec,
        @Nullable Integer recordingKeepDays,
        @Unsaid("5000") int recordingQuotaMb,
        @Nullable String recordingKeys,
        @Nullable String recordingPauseKeys,
        @Unsaid("true") boolean onNet,
        @Nullable Integer maxChannels,
        @Nullable String ceilingOf,
        @Nullable String mohPlaylistId,
        List<String> httpAllowed,
        @Unsaid("none") RecordingConsent recordingConsent,
        @Unsaid("20") int recordingConsentSec,
        @Unsaid("as_received") NumberFormat numberFormat,
        @Nullable UnroutedTarget unrouted)
        implements ConfigRow {

    /** The same account, which may have any number of calls, whether it is suspended or not. */
    public Account unbarred() {
        Map<String, @Nullable Object> free = new HashMap<>(Map.of("status", Status.ACTIVE));
        for (String ceiling : List.of("maxIn", "maxOut", "maxDialer", "maxChannels", "ceilingOf")) {
            free.put(ceiling, null);
        }
        return Records.with(this, free);
    }

    /** Whether the tenant may make and take calls. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        CLOSED
    }

    /** The narrator of system prompts. */
    public enum VoiceGender {
        MALE,
        FEMALE
    }

    /** A caller whose From is not its own is refused, or its From is replaced by its own. */
    public enum FromOfAnother {
        REFUSE,
        OVERWRITE
    }

    public Account {
        ancestors = List.copyOf(ancestors);
        emergencyNumbers = List.copyOf(emergencyNumbers);
        allowedClasses = List.copyOf(allowedClasses);
        httpAllowed = List.copyOf(httpAllowed);
    }

    /** Whether these keys begin, end, pause or resume a recording. */
    public boolean hasRecordingKeys(String keys) {
        return keys.equals(recordingKeys) || keys.equals(recordingPauseKeys);
    }

    @Override
    public String accountId() {
        return id;
    }
}
