package io.ringlog.app.mail;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.config.MailConfig;
import io.ringlog.domain.journal.Effect.SendMail;
import io.ringlog.domain.journal.MessageMail;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Mails that tests ask for, and servers they configure. */
final class Mails {
    static final Instant LEFT_AT = Instant.parse("2026-11-29T13:05:40Z");
    static final String KEY = "acc_1/c1.wav";

    private Mails() {}

    static SendMail asked(MessageMail mail) {
        return asked("msg-1", mail);
    }

    static SendMail asked(String messageId, MessageMail mail) {
        return new SendMail("vm_1", messageId, 1, Instant.now().plus(Duration.ofHours(1)), mail);
    }

    static MessageMail mail(String language, @Nullable String fromName, @Nullable String brand) {
        return new MessageMail(
                "vera@example.org",
                "Vertrieb",
                "493012345",
                fromName,
                LEFT_AT,
                "Europe/Berlin",
                language,
                7_400,
                3,
                null,
                brand);
    }

    static MessageMail withSound(MessageMail it) {
        return new MessageMail(
                it.to(),
                it.mailbox(),
                it.from(),
                it.fromName(),
                it.leftAt(),
                it.timezone(),
                it.language(),
                it.durationMs(),
                it.newMessages(),
                KEY,
                it.brand());
    }

    static MailConfig at(int port, String... more) {
        ConfigSources sources = ConfigSources.defaults()
                .with("mail.host=localhost")
                .with("mail.port=" + port)
                .with("mail.security=none")
                .with("mail.from=voicemail@ringlog.test");
        for (String flag : more) {
            sources = sources.with(flag);
        }
        return sources.read().mail();
    }
}
