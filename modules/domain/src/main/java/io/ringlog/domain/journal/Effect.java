package io.ringlog.domain.journal;

import io.ringlog.domain.http.HttpAsk;
import io.ringlog.domain.http.SealedSecret;
import io.ringlog.domain.journal.AgentEvent.AgentStateChanged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker is told to do outside the platform; its result comes back through the journal. */
public sealed interface Effect {

    /**
     * The answer to a request that waits at an api node. Nothing secret.
     *
     * @param agent the agent as it is after its action; null for what is no agent's
     * @param callId the call that was started; null for what starts none
     */
    record Reply(
            String requestId,
            String replyTo,
            boolean accepted,
            String code,
            String text,
            @Nullable AgentStateChanged agent,
            @Nullable String callId)
            implements Effect {}

    /**
     * A user wants a setting of theirs changed in the configuration; {@link SettingAnswered} says how that went.
     *
     * @param callId the call by which they said so
     * @param until whoever would change it later leaves it as it is
     */
    record ChangeSetting(String callId, String userId, UserSetting setting, Instant until) implements Effect {}

    /** What another account is to be told in its own journal; whoever carries it may be late, and do so twice. */
    record TellAccount(String to, ChannelInput input) implements Effect {}

    /**
     * Somebody is to be told of a message by mail; {@link MailTried} says how that went.
     *
     * @param attempt 1, 2, 3 … of this message
     * @param until whoever would begin to send it later leaves it
     */
    record SendMail(String mailboxId, String messageId, int attempt, Instant until, MessageMail mail)
            implements Effect {}

    /**
     * A web service is to be asked; {@link HttpAnswered} says what it said.
     *
     * @param requestId the answer's; the same again is the same request
     * @param until whoever would begin to ask later leaves it
     * @param secret null for a request without one
     * @param allowed networks that may be asked though they are not public, by http too
     */
    record AskHttp(
            String callId,
            String requestId,
            Instant until,
            HttpAsk ask,
            @Nullable SealedSecret secret,
            List<String> allowed)
            implements Effect {

        public AskHttp {
            allowed = List.copyOf(allowed);
        }
    }
}
