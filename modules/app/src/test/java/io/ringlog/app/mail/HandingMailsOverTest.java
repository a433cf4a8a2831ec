package io.ringlog.app.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringlog.app.config.ConfigSources;
import io.ringlog.app.config.MailConfig;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.domain.journal.MailTried.Result;
import io.ringlog.domain.journal.MessageMail;
import io.ringlog.testkit.mail.PostOffice;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail is handed to a real server, which takes it, refuses it, or is not there. */
class HandingMailsOverTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static Tried send(MailConfig config, MessageMail mail, byte @Nullable [] sound)
            throws InterruptedException {
        try (MailServer server = new MailServer(config, LONGEST, InstantSource.system())) {
            return server.send(Mails.asked(mail), sound);
        }
    }

    private static Tried send(PostOffice office, MessageMail mail) throws InterruptedException {
        return send(Mails.at(office.port()), mail, null);
    }

    @Test
    void a_mail_has_the_sound_and_says_who_called_when_in_the_accounts_language_and_zone() throws Exception {
        byte[] wav = "RIFF not really".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        try (PostOffice office = PostOffice.open()) {
            Tried tried = send(
                    Mails.at(office.port()), Mails.withSound(Mails.mail("de-DE", "Jürgen Groß", "Amsel Telefon")), wav);

            assertThat(tried.result()).isEqualTo(Result.SENT);
            assertThat(tried.unsure()).isFalse();
            assertThat(office.envelopes()).containsExactly("voicemail@ringlog.test -> vera@example.org");
            MimeMessage mail = office.taken().getFirst();
            assertThat(mail.getSubject()).isEqualTo("Nachricht von Jürgen Groß (493012345) in Vertrieb");
            assertThat(mail.getFrom()).containsExactly(new InternetAddress("voicemail@ringlog.test"));
            assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Amsel Telefon");
            assertThat(mail.getAllRecipients()).containsExactly(new InternetAddress("vera@example.org"));
            assertThat(mail.getMessageID()).isEqualTo("<msg-1.vm_1@ringlog.test>");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getBodyPart(0).getContent().toString())
                    .contains("Jürgen Groß (493012345) hat am Sonntag, 29. November 2026")
                    .contains("14:05 (Europe/Berlin)")
                    .contains("dauert 0:07.")
                    .contains("hat 3 neue Nachrichten")
                    .contains("angehängt")
                    .contains("Amsel Telefon");
            BodyPart attached = parts.getBodyPart(1);
            assertThat(attached.getContentType()).startsWith("audio/wav");
            assertThat(attached.getFileName()).isEqualTo("message-20261129-1405.wav");
            assertThat(attached.getInputStream().readAllBytes()).isEqualTo(wav);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en-US, 'Message from 493012345 in Vertrieb', 'left a message on Sunday, November 29, 2026'",
        "en-GB, 'Message from 493012345 in Vertrieb', 'left a message on Sunday'",
        "fr-FR, 'Message de 493012345 dans Vertrieb', 'dimanche 29 novembre 2026'",
        "es-ES, 'Mensaje de 493012345 en Vertrieb', 'domingo, 29 de noviembre de 2026'",
        "nl-NL, 'Bericht van 493012345 in Vertrieb', 'zondag 29 november 2026'",
        "ja-JP, 'Message from 493012345 in Vertrieb', 'left a message on Sunday'",
    })
    void each_language_has_its_words_and_others_are_told_in_english(String language, String subject, String text)
            throws Exception {
        try (PostOffice office = PostOffice.open()) {
            send(office, Mails.mail(language, null, null));

            MimeMessage mail = office.taken().getFirst();
            assertThat(mail.getSubject()).isEqualTo(subject);
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getCount()).isEqualTo(1);
            assertThat(parts.getBodyPart(0).getContent().toString()).contains(text, "Ringlog");
        }
    }

    @Test
    void names_of_strangers_write_no_headers() throws Exception {
        String evil = "Eve\r\nBcc: all@example.org\r\n\r\n<b>body</b>\u2028\u202eX";
        try (PostOffice office = PostOffice.open()) {
            Tried tried = send(office, Mails.mail("en", evil, "Brand\nReply-To: eve@example.org"));

            assertThat(tried.result()).isEqualTo(Result.SENT);
            assertThat(office.envelopes()).containsExactly("voicemail@ringlog.test -> vera@example.org");
            MimeMessage mail = office.taken().getFirst();
            assertThat(Collections.list(mail.getAllHeaders()))
                    .extracting(it -> it.getName().toLowerCase(Locale.ROOT))
                    .doesNotContain("bcc", "reply-to");
            assertThat(mail.getRecipients(Message.RecipientType.TO)).hasSize(1);
            assertThat(mail.getSubject())
                    .doesNotContain("\r", "\n", "\u2028", "\u202e")
                    .contains("Eve Bcc:");
            assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal())
                    .isEqualTo("Brand Reply-To: eve@example.org");
        }
    }

    @Test
    void a_name_without_an_end_is_cut() throws Exception {
        try (PostOffice office = PostOffice.open()) {
            send(office, Mails.mail("en", "ä".repeat(10_000), null));

            assertThat(office.taken().getFirst().getSubject())
                    .isEqualTo("Message from " + "ä".repeat(60) + "… (493012345) in Vertrieb");
        }
    }

    @ParameterizedTest
    @CsvSource({"550, REFUSED", "553, REFUSED", "451, PUT_OFF", "421, PUT_OFF", "530, PUT_OFF"})
    void what_the_server_says_of_the_recipient_counts(int code, Result result) throws Exception {
        try (PostOffice office = PostOffice.open()) {
            office.refuseRecipients(code, "no such user here");

            Tried tried = send(office, Mails.mail("en", null, null));

            assertThat(tried.result()).isEqualTo(result);
            assertThat(tried.unsure()).isFalse();
            assertThat(tried.text()).contains("no such user here");
            assertThat(office.taken()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"552, REFUSED", "452, PUT_OFF"})
    void what_the_server_says_of_the_mail_counts(int code, Result result) throws Exception {
        try (PostOffice office = PostOffice.open()) {
            office.refuseData(code, "too large");

            Tried tried = send(office, Mails.mail("en", null, null));

            assertThat(tried.result()).isEqualTo(result);
            assertThat(tried.unsure()).isFalse();
            assertThat(tried.text()).contains("too large");
        }
    }

    @Test
    void a_server_that_is_not_there_puts_it_off() throws Exception {
        int port;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }

        Tried tried = send(Mails.at(port), Mails.mail("en", null, null), null);

        assertThat(tried.result()).isEqualTo(Result.PUT_OFF);
        assertThat(tried.unsure()).isFalse();
        assertThat(tried.text()).contains("refused");
    }

    @Test
    void accounts_do_not_read_where_mails_are_handed_over() throws Exception {
        Tried tried = send(Mails.at(25, "mail.host=post.inside.invalid"), Mails.mail("en", null, null), null);

        assertThat(tried.result()).isEqualTo(Result.PUT_OFF);
        assertThat(tried.text()).contains("mail.host").doesNotContain("inside");
    }

    @Test
    void one_that_says_nothing_is_waited_for_no_longer_than_is_said() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                MailServer server =
                        new MailServer(Mails.at(mute.getLocalPort()), Duration.ofMillis(300), InstantSource.system())) {
            Tried tried = server.send(Mails.asked(Mails.mail("en", null, null)), null);

            assertThat(tried.result()).isEqualTo(Result.PUT_OFF);
            assertThat(tried.text()).contains("longer than");
            try (Socket given = mute.accept()) {
                assertThat(given.getInputStream().read()).as("we hung up").isEqualTo(-1);
            }
        }
    }

    @Test
    void one_that_hangs_up_before_it_has_said_that_it_took_the_mail_may_have_it() throws Exception {
        try (ServerSocket faulty = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = Thread.ofVirtual().start(() -> takesAllAndSaysNothing(faulty));

            Tried tried = send(Mails.at(faulty.getLocalPort()), Mails.mail("en", null, null), null);
            server.join();

            assertThat(tried.result()).isEqualTo(Result.PUT_OFF);
            assertThat(tried.unsure()).as(tried.text()).isTrue();
        }
    }

    private static void takesAllAndSaysNothing(ServerSocket at) {
        try (Socket client = at.accept();
                var lines =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                var out = client.getOutputStream()) {
            out.write("220 here\r\n".getBytes(StandardCharsets.US_ASCII));
            for (String line = lines.readLine(); line != null && !line.equals("."); line = lines.readLine()) {
                String said = line.equals("DATA") ? "354 go on" : "250 fine";
                if (line.matches("(EHLO|MAIL|RCPT|DATA).*")) {
                    out.write((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Test
    void without_a_server_nothing_is_sent() throws Exception {
        MailConfig none = ConfigSources.defaults().read().mail();

        assertThat(send(none, Mails.mail("en", null, null), null).result()).isEqualTo(Result.NO_SERVER);
    }

    @Test
    void the_mail_and_the_password_go_over_tls_alone(@TempDir Path folder) throws Exception {
        TestTls tls = TestTls.in(folder);
        for (String security : List.of("starttls", "tls")) {
            try (PostOffice office = PostOffice.open(encrypted(tls, security))) {
                assertThat(send(
                                        Mails.at(office.port(), login(security, "sesame", tls.certificate())),
                                        Mails.mail("en", null, null),
                                        null)
                                .result())
                        .as(security)
                        .isEqualTo(Result.SENT);

                Tried wrong = send(
                        Mails.at(office.port(), login(security, "simsim", tls.certificate())),
                        Mails.mail("en", null, null),
                        null);
                assertThat(wrong.result()).isEqualTo(Result.PUT_OFF);
                assertThat(wrong.unsure()).isFalse();
                assertThat(wrong.text()).contains("does not let us in").doesNotContain("simsim");
                assertThat(office.taken()).hasSize(1);
            }
        }
    }

    private static String[] login(String security, String password, Path certificates) {
        return new String[] {
            "mail.security=" + security,
            "mail.user=ringlog",
            "mail.password=" + password,
            "mail.certificates=" + certificates
        };
    }

    private static UnaryOperator<SMTPServer.Builder> encrypted(TestTls tls, String security) {
        return it -> {
            SMTPServer.Builder asked = it.requireAuth()
                    .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                        if (!user.equals("ringlog") || !password.equals("sesame")) {
                            throw new LoginFailedException();
                        }
                    }));
            return security.equals("tls")
                    ? asked.serverSocketFactory(tls.context())
                    : asked.enableTLS().requireTLS().startTlsSocketFactory(tls.context());
        };
    }

    @Test
    void a_server_that_cannot_show_who_it_is_gets_nothing(@TempDir Path folder) throws Exception {
        TestTls tls = TestTls.in(folder);
        try (PostOffice stranger = PostOffice.open(encrypted(tls, "tls"));
                PostOffice plain = PostOffice.open()) {
            Tried tried = send(Mails.at(stranger.port(), "mail.security=tls"), Mails.mail("en", null, null), null);
            assertThat(tried.result()).isEqualTo(Result.PUT_OFF);
            assertThat(tried.text()).contains("certification path");

            Tried clear = send(Mails.at(plain.port(), "mail.security=starttls"), Mails.mail("en", null, null), null);
            assertThat(clear.result()).isEqualTo(Result.PUT_OFF);
            assertThat(clear.text()).contains("STARTTLS");
            assertThat(stranger.taken()).isEmpty();
            assertThat(plain.taken()).isEmpty();
        }
    }

    @Test
    void certificates_that_cannot_be_read_are_refused_at_the_start(@TempDir Path folder) {
        MailConfig config = Mails.at(25, "mail.certificates=" + folder.resolve("none.pem"));

        assertThatThrownBy(() -> new MailServer(config, LONGEST, InstantSource.system()))
                .isInstanceOf(SettingsRefused.class)
                .hasMessageContaining("mail.certificates");
    }
}
