package io.ringlog.testkit.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server (SubEtha SMTP) that keeps what it takes, and refuses whom it is told to. */
public final class PostOffice implements AutoCloseable {
    private final List<MimeMessage> taken = new CopyOnWriteArrayList<>();
    private final List<String> envelopes = new CopyOnWriteArrayList<>();
    private final SMTPServer server;
    private volatile @Nullable RejectException recipientRefused;
    private volatile @Nullable RejectException dataRefused;

    private PostOffice(int port, UnaryOperator<SMTPServer.Builder> manner) {
        this.server = manner.apply(SMTPServer.port(port)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .messageHandlerFactory(Slot::new))
                .build();
        server.start();
    }

    /** At any free port of the loopback address. */
    public static PostOffice open() {
        return new PostOffice(0, it -> it);
    }

    public static PostOffice open(int port) {
        return new PostOffice(port, it -> it);
    }

    /** @param manner with encryption, or with logins that it wants */
    public static PostOffice open(UnaryOperator<SMTPServer.Builder> manner) {
        return new PostOffice(0, manner);
    }

    public int port() {
        return server.getPortAllocated();
    }

    /** Every mail, oldest first. */
    public List<MimeMessage> taken() {
        return taken;
    }

    /** The file that came with a mail, counted from 0: its second part. */
    public byte[] attached(int mail) {
        try {
            return ((MimeMultipart) taken.get(mail).getContent())
                    .getBodyPart(1)
                    .getInputStream()
                    .readAllBytes();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException("the mail has no file", e);
        }
    }

    /** Sender and recipient of each. */
    public List<String> envelopes() {
        return envelopes;
    }

    public void refuseRecipients(int code, String words) {
        recipientRefused = new RejectException(code, words);
    }

    public void refuseData(int code, String words) {
        dataRefused = new RejectException(code, words);
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Slot implements MessageHandler {
        private String envelope = "";

        Slot(MessageContext context) {}

        @Override
        public void from(String from) {
            envelope = from + " -> ";
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            if (recipientRefused != null) {
                throw recipientRefused;
            }
            envelope += recipient;
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            byte[] all = data.readAllBytes();
            if (dataRefused != null) {
                throw dataRefused;
            }
            try {
                taken.add(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(all)));
            } catch (MessagingException unreadable) {
                throw new IOException(unreadable);
            }
            envelopes.add(envelope);
            return "taken as number " + taken.size();
        }

        @Override
        public void done() {}
    }
}
