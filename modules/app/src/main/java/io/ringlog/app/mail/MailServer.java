package io.ringlog.app.mail;

import io.ringlog.app.config.MailConfig;
import io.ringlog.app.config.MailConfig.Security;
import io.ringlog.app.config.SettingsRefused;
import io.ringlog.domain.journal.Effect.SendMail;
import io.ringlog.domain.journal.MailTried.Result;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server that mails are handed to (RFC 5321); knows what its answers mean, and waits for none for ever. */
final class MailServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /** RFC 4954 section 6: said to who has not logged in, or not well enough; an operator can mend that. */
    private static final int AUTHENTICATION_REQUIRED = 530;

    private static final int AUTHENTICATION_FAILED = 535;
    private static final int PERMANENT = 500;
    private static final int TRANSIENT = 400;

    private final MailConfig config;
    private final Duration longest;
    private final InstantSource clock;
    private final Session session;
    /** A thread that is waiting for the network can be interrupted only when it is a virtual one. */
    private final ExecutorService sending = Executors.newVirtualThreadPerTaskExecutor();

    /** @param longest what a server may take for one mail in all */
    MailServer(MailConfig config, Duration longest, InstantSource clock) {
        this.config = config;
        this.longest = longest;
        this.clock = clock;
        this.session = Session.getInstance(properties(config));
    }

    private static Properties properties(MailConfig config) {
        Properties said = new Properties();
        said.put("mail.smtp.connectiontimeout", String.valueOf(CONNECT.toMillis()));
        said.put("mail.smtp.timeout", String.valueOf(ANSWER.toMillis()));
        said.put("mail.smtp.auth", String.valueOf(!config.user().isEmpty()));
        said.put("mail.smtp.quitwait", "false");
        said.put("mail.smtp.from", config.from());
        said.put("mail.smtp.ssl.checkserveridentity", "true");
        said.put("mail.smtp.ssl.enable", String.valueOf(config.security() == Security.TLS));
        said.put("mail.smtp.starttls.enable", String.valueOf(config.security() == Security.STARTTLS));
        said.put("mail.smtp.starttls.required", String.valueOf(config.security() == Security.STARTTLS));
        if (!config.certificates().isEmpty()) {
            said.put("mail.smtp.ssl.socketFactory", trusting(Path.of(config.certificates())));
        }
        return said;
    }

    private static SSLSocketFactory trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate it : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("mail-" + trusted.size(), it);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, trust.getTrustManagers(), null);
            return tls.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new SettingsRefused(
                    "mail.certificates: " + file + " has no certificates that can be read: " + e.getMessage());
        }
    }

    /**
     * Tries it once.
     *
     * @param sound what is attached; null for nothing
     */
    Tried send(SendMail asked, byte @Nullable [] sound) throws InterruptedException {
        if (config.host().isEmpty()) {
            return Tried.of(Result.NO_SERVER, false, "no mail.host is configured");
        }
        Future<Tried> under;
        try {
            under = sending.submit(() -> handOver(asked, sound));
        } catch (RejectedExecutionException closing) {
            return Tried.of(Result.PUT_OFF, false, "the worker ends");
        }
        try {
            return under.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            under.cancel(true);
            return Tried.of(Result.PUT_OFF, true, "the server took longer than " + longest.toSeconds() + " s");
        } catch (ExecutionException broken) {
            throw new IllegalStateException("a mail could not be written", broken.getCause());
        }
    }

    private Tried handOver(SendMail asked, byte @Nullable [] sound) throws IOException {
        SMTPTransport server = new SMTPTransport(session, null);
        try {
            server.connect(config.host(), config.port(), user(), password());
            return handOver(server, asked, sound);
        } catch (AddressException unreadable) {
            return Tried.of(Result.REFUSED, false, words(unreadable));
        } catch (AuthenticationFailedException refused) {
            return Tried.of(
                    Result.PUT_OFF,
                    false,
                    "the server does not let us in: " + plain(String.valueOf(refused.getMessage())));
        } catch (MessagingException unreachable) {
            return Tried.of(Result.PUT_OFF, false, words(unreachable));
        } finally {
            leave(server);
        }
    }

    /** Whatever becomes of our farewell, what was said of the mail counts. */
    private static void leave(SMTPTransport server) {
        try {
            server.close();
        } catch (MessagingException gone) {
            LOG.debug("the mail server was gone before we left", gone);
        }
    }

    private Tried handOver(SMTPTransport server, SendMail asked, byte @Nullable [] sound)
            throws IOException, MessagingException {
        Letter letter = Letter.write(session, config.from(), asked, sound, clock.instant());
        try {
            server.sendMessage(letter, letter.getAllRecipients());
            return Tried.of(Result.SENT, false, server.getLastServerResponse());
        } catch (MessagingException failed) {
            return failed(failed);
        }
    }

    /** Who says no has not taken it; who says nothing may have. */
    private Tried failed(MessagingException failed) {
        int code = code(failed);
        if (code < TRANSIENT) {
            return Tried.of(Result.PUT_OFF, true, words(failed));
        }
        boolean forGood = code >= PERMANENT && code != AUTHENTICATION_REQUIRED && code != AUTHENTICATION_FAILED;
        return Tried.of(forGood ? Result.REFUSED : Result.PUT_OFF, false, words(failed));
    }

    /** What the server said of the address or of the mail; -1 when it said nothing. */
    private static int code(MessagingException failed) {
        int code = -1;
        for (Exception it = failed; it instanceof MessagingException said; it = said.getNextException()) {
            code = Math.max(
                    code,
                    switch (it) {
                        case SMTPAddressFailedException of -> of.getReturnCode();
                        case SMTPSenderFailedException of -> of.getReturnCode();
                        case SMTPSendFailedException of -> of.getReturnCode();
                        case Exception _ -> -1;
                    });
        }
        return code;
    }

    /** The innermost words: those of the server, or of the network. */
    private String words(MessagingException failed) {
        Exception last = failed;
        while (last instanceof MessagingException said && said.getNextException() != null) {
            last = said.getNextException();
        }
        return plain(String.valueOf(last.getMessage()));
    }

    /** Accounts read it: where the mails are handed over, and as whom, is the operator's. */
    private String plain(String words) {
        String without = words.replace(config.host(), "mail.host");
        return config.user().isEmpty() ? without : without.replace(config.user(), "mail.user");
    }

    private @Nullable String user() {
        return config.user().isEmpty() ? null : config.user();
    }

    private @Nullable String password() {
        return config.user().isEmpty() ? null : config.password();
    }

    @Override
    public void close() {
        sending.shutdownNow();
    }
}
