package io.ringlog.app.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
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
final class PostOffice implements AutoCloseable {
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

    static PostOffice open() {
        return new PostOffice(0, it -> it);
    }

    static PostOffice open(int port) {
        return new PostOffice(port, it -> it);
    }

    static PostOffice open(UnaryOperator<SMTPServer.Builder> manner) {
        return new PostOffice(0, manner);
    }

    int port() {
        return server.getPortAllocated();
    }

    /** Every mail, oldest first. */
    List<MimeMessage> taken() {
        return taken;
    }

    /** Sender and recipient of each. */
    List<String> envelopes() {
        return envelopes;
    }

    void refuseRecipients(int code, String words) {
        recipientRefused = new RejectException(code, words);
    }

    void refuseData(int code, String words) {
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
