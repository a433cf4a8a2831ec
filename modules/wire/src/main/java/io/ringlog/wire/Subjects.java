package io.ringlog.wire;

import io.ringlog.domain.journal.AddRequested;
import io.ringlog.domain.journal.AgentActed;
import io.ringlog.domain.journal.CallAsked;
import io.ringlog.domain.journal.CallBackActed;
import io.ringlog.domain.journal.CallFact;
import io.ringlog.domain.journal.CallerActed;
import io.ringlog.domain.journal.ChannelInput;
import io.ringlog.domain.journal.Command;
import io.ringlog.domain.journal.ConferenceActed;
import io.ringlog.domain.journal.ConfigInput;
import io.ringlog.domain.journal.DispositionActed;
import io.ringlog.domain.journal.EdgeLifecycle;
import io.ringlog.domain.journal.FraudLiftAsked;
import io.ringlog.domain.journal.GreetingActed;
import io.ringlog.domain.journal.HangUpRequested;
import io.ringlog.domain.journal.HoldRequested;
import io.ringlog.domain.journal.HttpAnswered;
import io.ringlog.domain.journal.Input;
import io.ringlog.domain.journal.MailTried;
import io.ringlog.domain.journal.MessageActed;
import io.ringlog.domain.journal.PlaceActed;
import io.ringlog.domain.journal.RecordingActed;
import io.ringlog.domain.journal.RecordingErased;
import io.ringlog.domain.journal.RegisterReceived;
import io.ringlog.domain.journal.SecurityActed;
import io.ringlog.domain.journal.SettingAnswered;
import io.ringlog.domain.journal.SourcesSeen;
import io.ringlog.domain.journal.SuperviseRequested;
import io.ringlog.domain.journal.Timer.Purpose;
import io.ringlog.domain.journal.TimerFired;
import io.ringlog.domain.journal.TransferRequested;
import io.ringlog.domain.journal.TrunkFact;
import io.ringlog.domain.journal.WatchAsked;
import io.ringlog.domain.journal.WindowsResetAsked;
import java.util.Optional;

/** Finds the call a record is about, for its {@code ce_subject}. */
public final class Subjects {

    private Subjects() {}

    public static Optional<String> callOf(Input input) {
        return switch (input) {
            case CallFact fact -> Optional.of(fact.callId());
            case HangUpRequested asked -> Optional.of(asked.callId());
            case HoldRequested asked -> Optional.of(asked.callId());
            case TransferRequested asked -> Optional.of(asked.callId());
            case SettingAnswered answered -> Optional.of(answered.callId());
            case AddRequested asked -> Optional.of(asked.callId());
            case SuperviseRequested asked -> Optional.of(asked.callId());
            case CallerActed asked -> Optional.of(asked.callId());
            case TimerFired fired -> callOf(fired.purpose());
            case RegisterReceived _ -> Optional.empty();
            case WatchAsked _ -> Optional.empty();
            case TrunkFact _ -> Optional.empty();
            case RecordingErased _ -> Optional.empty();
            case EdgeLifecycle _ -> Optional.empty();
            case AgentActed _ -> Optional.empty();
            case DispositionActed asked -> Optional.ofNullable(asked.callId());
            case CallAsked _ -> Optional.empty();
            case CallBackActed _ -> Optional.empty();
            case PlaceActed _ -> Optional.empty();
            case MessageActed _ -> Optional.empty();
            case GreetingActed _ -> Optional.empty();
            case RecordingActed acted ->
                acted.verb() == RecordingActed.Verb.ERASE ? Optional.empty() : Optional.of(acted.id());
            case MailTried _ -> Optional.empty();
            case HttpAnswered it -> Optional.of(it.callId());
            case SourcesSeen _ -> Optional.empty();
            case SecurityActed _ -> Optional.empty();
            case FraudLiftAsked _ -> Optional.empty();
            case WindowsResetAsked _ -> Optional.empty();
            case ChannelInput _ -> Optional.empty();
            case ConferenceActed acted -> Optional.ofNullable(acted.callId());
            case ConfigInput _ -> Optional.empty();
        };
    }

    public static Optional<String> callOf(Purpose purpose) {
        return switch (purpose) {
            case Purpose.RingTimeout it -> Optional.of(it.callId());
            case Purpose.EndDue it -> Optional.of(it.callId());
            case Purpose.MaxDuration it -> Optional.of(it.callId());
            case Purpose.ParkOver it -> Optional.of(it.callId());
            case Purpose.SettingLate it -> Optional.of(it.callId());
            case Purpose.NumbersLate it -> Optional.of(it.callId());
            case Purpose.HttpLate it -> Optional.of(it.callId());
            case Purpose.OptionHookLate it -> Optional.of(it.callId());
            case Purpose.MaxWait it -> Optional.of(it.callId());
            case Purpose.OfferExpired it -> Optional.of(it.callId());
            case Purpose.PositionDue it -> Optional.of(it.callId());
            case Purpose.QueueMessageDue it -> Optional.of(it.callId());
            case Purpose.TierOpens _ -> Optional.empty();
            case Purpose.WrapUpOver _ -> Optional.empty();
            case Purpose.CallBackDue _ -> Optional.empty();
            case Purpose.CallBackLate _ -> Optional.empty();
            case Purpose.PlaceDue _ -> Optional.empty();
            case Purpose.PlaceLate _ -> Optional.empty();
            case Purpose.PlaceRings it -> Optional.of(it.callId());
            case Purpose.WindowIdle _ -> Optional.empty();
            case Purpose.MessageGone _ -> Optional.empty();
            case Purpose.RecordingLate _ -> Optional.empty();
            case Purpose.ErasureDue _ -> Optional.empty();
            case Purpose.ConsentDue it -> Optional.of(it.callId());
            case Purpose.RecordingGone _ -> Optional.empty();
            case Purpose.MailDue _ -> Optional.empty();
            case Purpose.ContactExpired _ -> Optional.empty();
            case Purpose.InterestOver _ -> Optional.empty();
            case Purpose.FraudBlockOver _ -> Optional.empty();
            case Purpose.FraudLevelDue _ -> Optional.empty();
            case Purpose.ChannelsDue _ -> Optional.empty();
            case Purpose.BanOver _ -> Optional.empty();
            case Purpose.OffenderForgotten _ -> Optional.empty();
            case Purpose.TrunkCheck _ -> Optional.empty();
            case Purpose.RegistrationDue _ -> Optional.empty();
            case Purpose.KeyForgotten _ -> Optional.empty();
        };
    }

    public static Optional<String> callOf(Command command) {
        return command instanceof Command.CallCommand call ? Optional.of(call.callId()) : Optional.empty();
    }
}
