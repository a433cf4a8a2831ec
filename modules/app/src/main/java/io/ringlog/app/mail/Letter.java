package io.ringlog.app.mail;

import io.ringlog.domain.journal.Effect.SendMail;
import io.ringlog.domain.journal.MessageMail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The mail about one message, in the account's language and time zone. Each try writes the same one, with the same
 * Message-ID (RFC 5322 section 3.6.4), so that a reader's program can tell a second copy.
 */
final class Letter extends MimeMessage {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final String PLATFORM = "Ringlog";

    /** A caller's name is a stranger's text. */
    private static final int LONGEST_NAME = 60;

    private static final DateTimeFormatter FILE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT);

    private final String id;

    private Letter(Session session, String id) {
        super(session);
        this.id = id;
    }

    /**
     * Writes it.
     *
     * @param from the address it comes from
     * @param sound what is attached; null for nothing
     */
    static Letter write(Session session, String from, SendMail asked, byte @Nullable [] sound, Instant now)
            throws MessagingException, IOException {
        MessageMail mail = asked.mail();
        Wording words = Wording.of(mail.language());
        Letter letter = new Letter(session, "<" + asked.messageId() + "." + asked.mailboxId() + domain(from) + ">");
        letter.setFrom(new InternetAddress(from, brand(mail), UTF_8));
        letter.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        letter.setSubject(words.subject().formatted(caller(mail), line(mail.mailbox())), UTF_8);
        letter.setSentDate(Date.from(now));
        // RFC 3834 section 5: nobody's holiday note answers this.
        letter.setHeader("Auto-Submitted", "auto-generated");
        letter.setContent(content(mail, words, sound));
        letter.saveChanges();
        return letter;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    private static MimeMultipart content(MessageMail mail, Wording words, byte @Nullable [] sound)
            throws MessagingException, IOException {
        MimeBodyPart text = new MimeBodyPart();
        text.setText(text(mail, words, sound != null), UTF_8);
        MimeMultipart content = new MimeMultipart(text);
        if (sound != null) {
            InternetHeaders headers = new InternetHeaders();
            headers.setHeader("Content-Type", "audio/wav");
            headers.setHeader("Content-Transfer-Encoding", "base64");
            MimeBodyPart attached =
                    new MimeBodyPart(headers, Base64.getMimeEncoder().encode(sound));
            attached.setDisposition(Part.ATTACHMENT);
            attached.setFileName("message-" + FILE.format(leftAt(mail)) + ".wav");
            content.addBodyPart(attached);
        }
        return content;
    }

    private static String text(MessageMail mail, Wording words, boolean attached) {
        ZonedDateTime at = leftAt(mail);
        DateTimeFormatter told = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                .withLocale(locale(mail, words));
        String when = told.format(at) + " (" + at.getZone().getId() + ")";
        long seconds = Math.round(mail.durationMs() / 1000.0);
        String lasts = String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
        StringBuilder text = new StringBuilder(words.left().formatted(caller(mail), when, lasts));
        text.append('\n').append(words.news(mail.newMessages())).append('\n');
        if (attached) {
            text.append(words.attached()).append('\n');
        }
        return text.append("\n-- \n").append(brand(mail)).append('\n').toString();
    }

    /** The account's country decides how a date looks, where the mail is in its language. */
    private static Locale locale(MessageMail mail, Wording words) {
        Locale account = Locale.forLanguageTag(mail.language());
        return account.getLanguage().equals(words.locale().getLanguage()) ? account : words.locale();
    }

    private static ZonedDateTime leftAt(MessageMail mail) {
        return mail.leftAt().atZone(zone(mail.timezone()));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    private static String caller(MessageMail mail) {
        String name = mail.fromName() == null ? "" : line(mail.fromName());
        String number = line(mail.from());
        return name.isEmpty() || name.equals(number) ? number : name + " (" + number + ")";
    }

    private static String brand(MessageMail mail) {
        return mail.brand() == null ? PLATFORM : line(mail.brand());
    }

    /** One line and no more: a line break in a header begins another header (RFC 5322 section 2.2). */
    private static String line(String text) {
        String plain =
                text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ").strip();
        return plain.length() <= LONGEST_NAME
                ? plain
                : plain.substring(0, LONGEST_NAME).strip() + "…";
    }

    private static String domain(String from) {
        return from.substring(from.lastIndexOf('@'));
    }
}
