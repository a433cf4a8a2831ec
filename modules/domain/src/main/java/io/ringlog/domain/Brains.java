package io.ringlog.domain;

import io.ringlog.domain.admission.AdmissionDesk;
import io.ringlog.domain.brain.Brain;
import io.ringlog.domain.brain.Concern;
import io.ringlog.domain.brain.ConfigDesk;
import io.ringlog.domain.call.AddDesk;
import io.ringlog.domain.call.BeginningDesk;
import io.ringlog.domain.call.CallBackDesk;
import io.ringlog.domain.call.CallDesk;
import io.ringlog.domain.call.CallKeeper;
import io.ringlog.domain.call.HoldDesk;
import io.ringlog.domain.call.LegDesk;
import io.ringlog.domain.call.OutboundDesk;
import io.ringlog.domain.call.TargetDesk;
import io.ringlog.domain.channel.ChannelDesk;
import io.ringlog.domain.conference.ConferenceDesk;
import io.ringlog.domain.conference.Door;
import io.ringlog.domain.conference.InvitingDesk;
import io.ringlog.domain.conference.SeatDesk;
import io.ringlog.domain.feature.FeatureDesk;
import io.ringlog.domain.feature.SettingDesk;
import io.ringlog.domain.flow.FlowDesk;
import io.ringlog.domain.flow.HttpDesk;
import io.ringlog.domain.fraud.FraudDesk;
import io.ringlog.domain.lamp.LampDesk;
import io.ringlog.domain.listening.ListeningDesk;
import io.ringlog.domain.number.NumberPlan;
import io.ringlog.domain.park.ParkDesk;
import io.ringlog.domain.park.PickupDesk;
import io.ringlog.domain.presence.AgentCodes;
import io.ringlog.domain.presence.AgentDesk;
import io.ringlog.domain.presence.DispositionDesk;
import io.ringlog.domain.queue.CallerDesk;
import io.ringlog.domain.queue.HookDesk;
import io.ringlog.domain.queue.OfferDesk;
import io.ringlog.domain.queue.PlaceDesk;
import io.ringlog.domain.queue.QueueDesk;
import io.ringlog.domain.recording.ArchiveDesk;
import io.ringlog.domain.recording.ErasureDesk;
import io.ringlog.domain.recording.OrphanDesk;
import io.ringlog.domain.recording.RecordingDesk;
import io.ringlog.domain.registration.Credentials;
import io.ringlog.domain.registration.RegistrationDesk;
import io.ringlog.domain.registration.SecretOpener;
import io.ringlog.domain.ringgroup.GroupDesk;
import io.ringlog.domain.security.SecurityDesk;
import io.ringlog.domain.supervision.SupervisionDesk;
import io.ringlog.domain.transfer.TransferDesk;
import io.ringlog.domain.trunk.HealthDesk;
import io.ringlog.domain.trunk.LineDesk;
import io.ringlog.domain.voicemail.FetchDesk;
import io.ringlog.domain.voicemail.GreetingDesk;
import io.ringlog.domain.voicemail.MailDesk;
import io.ringlog.domain.voicemail.MailboxCodes;
import io.ringlog.domain.voicemail.MessageDesk;
import io.ringlog.domain.voicemail.VoicemailDesk;
import java.util.List;
import java.util.stream.Stream;

/** Puts a whole brain together. The order of its concerns is part of the decision. */
public final class Brains {

    private Brains() {}

    /**
     * A brain for one partition.
     *
     * @param version of the code; every event carries it
     * @param secrets opens the sealed HA1 of a device, password of a trunk and PIN of a mailbox
     * @param numbers what dialled strings mean
     */
    public static Brain create(String version, SecretOpener secrets, NumberPlan numbers) {
        return new Brain(version, concerns(secrets), numbers);
    }

    /** Every concern, in the order in which they see what happens. */
    public static List<Concern> concerns(SecretOpener secrets) {
        Credentials known = new Credentials(secrets);
        Door door = new Door(secrets);
        return Stream.concat(calls(known, door).stream(), services(secrets, known, door).stream())
                .toList();
    }

    private static List<Concern> calls(Credentials known, Door door) {
        return List.of(
                new ConfigDesk(),
                new RegistrationDesk(known),
                new AdmissionDesk(),
                new ChannelDesk(),
                new SecurityDesk(),
                new FraudDesk(),
                new CallDesk(known),
                new BeginningDesk(),
                new CallBackDesk(),
                new LegDesk(),
                new HoldDesk(),
                new AddDesk(),
                new TransferDesk(),
                new ParkDesk(),
                new PickupDesk(),
                new SettingDesk(),
                new FeatureDesk(),
                new TargetDesk(),
                new GroupDesk(),
                new ConferenceDesk(door),
                new InvitingDesk(),
                new SeatDesk());
    }

    private static List<Concern> services(SecretOpener secrets, Credentials known, Door door) {
        FetchDesk fetch = new FetchDesk(secrets);
        return List.of(
                new OutboundDesk(secrets),
                new HealthDesk(),
                new LineDesk(secrets),
                new OrphanDesk(),
                new ListeningDesk(door, fetch),
                new VoicemailDesk(),
                new MailboxCodes(),
                new MessageDesk(),
                new GreetingDesk(),
                new ErasureDesk(),
                new MailDesk(),
                fetch,
                new FlowDesk(),
                new HttpDesk(),
                new QueueDesk(),
                new HookDesk(),
                new CallerDesk(),
                new OfferDesk(),
                new PlaceDesk(),
                new AgentDesk(),
                new AgentCodes(),
                new DispositionDesk(),
                new RecordingDesk(),
                new ArchiveDesk(),
                new SupervisionDesk(),
                new LampDesk(known),
                new CallKeeper());
    }
}
