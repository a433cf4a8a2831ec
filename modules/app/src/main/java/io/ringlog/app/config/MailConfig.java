package io.ringlog.app.config;

/** The server that mails about messages are handed to, by the role workers. */
public record MailConfig(
        @Key(value = "", says = "Mail server (SMTP). Empty: nobody is told of messages by mail.")
        String host,

        @Key(value = "587", says = "Its port.", min = 1, max = 65_535)
        int port,

        @Key(
                value = "starttls",
                says = "`starttls`: in clear until the server has shown a certificate for `mail.host`, and never"
                        + " without; `tls` from the first byte (port 465); `none`.")
        Security security,

        @Key(value = "", says = "File of certificates (PEM) that are trusted in place of this machine's.")
        String certificates,

        @Key(value = "", says = "Name to log in with. Empty: without.")
        String user,

        @Key(value = "", says = "Its password. In the environment it is in no file.")
        String password,

        @Key(value = "", says = "Address that the mails come from; needed with `mail.host`.")
        String from) {

    /** How a mail server is met. */
    public enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    /** Without the password: it must not come into a log. */
    @Override
    public String toString() {
        return "Mail[" + user + "@" + host + ":" + port + ", " + security + ", " + from + "]";
    }
}
