package io.ringlog.app.broker;

/** Somebody else listens where the broker was told to; says which port and which key sets it. */
public final class PortTaken extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final int port;

    public PortTaken(int port, String key) {
        super("port " + port + " is already taken; set " + key + " to another port, or to 0 to choose a free one");
        this.port = port;
    }

    public int port() {
        return port;
    }
}
