package io.ringlog.domain.journal;

/** Everything that can enter the journal. What is not in the journal did not happen. */
public sealed interface Input
        permits EdgeFact,
                EdgeLifecycle,
                AgentActed,
                HangUpRequested,
                HoldRequested,
                TransferRequested,
                AddRequested,
                SuperviseRequested,
                CallerActed,
                ConferenceActed,
                CallAsked,
                CallBackActed,
                PlaceActed,
                MessageActed,
                GreetingActed,
                RecordingActed,
                SettingAnswered,
                MailTried,
                HttpAnswered,
                SecurityActed,
                FraudLiftAsked,
                WindowsResetAsked,
                ChannelInput,
                ConfigInput,
                TimerFired {}
