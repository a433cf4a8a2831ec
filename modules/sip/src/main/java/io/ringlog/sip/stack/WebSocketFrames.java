package io.ringlog.sip.stack;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Frames as a server sends them: whole, and not masked (RFC 6455 section 5). Pure. */
final class WebSocketFrames {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    static final int NORMAL = 1000;
    static final int PROTOCOL_ERROR = 1002;
    static final int TOO_LARGE = 1009;

    private static final int FINAL = 0x80;
    private static final int SHORT_MOST = 125;
    private static final int MIDDLE = 126;
    private static final int LONG = 127;
    private static final int MIDDLE_MOST = 0xffff;

    private WebSocketFrames() {}

    /** One message of SIP: as text where it is some (RFC 7118 section 5.1 leaves both to the sender). */
    static byte[] message(byte[] sip) {
        return of(isText(sip) ? TEXT : BINARY, sip);
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException binary) {
            return false;
        }
    }

    static byte[] close(int code) {
        return of(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    static byte[] of(int opcode, byte[] payload) {
        int length = payload.length;
        int head = length <= SHORT_MOST ? 2 : length <= MIDDLE_MOST ? 4 : 10;
        ByteBuffer frame = ByteBuffer.allocate(head + length).put((byte) (FINAL | opcode));
        if (head == 2) {
            frame.put((byte) length);
        } else if (head == 4) {
            frame.put((byte) MIDDLE).putShort((short) length);
        } else {
            frame.put((byte) LONG).putLong(length);
        }
        return frame.put(payload).array();
    }
}
