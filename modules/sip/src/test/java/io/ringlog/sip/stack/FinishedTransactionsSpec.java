package io.ringlog.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.HopImpl;
import io.ringlog.sip.SipNodeConfig;
import io.ringlog.sip.message.Responses;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transaction does, and keeps, between its final response and its end; in a time that the spec makes. */
class FinishedTransactionsSpec implements SipListener {
    /** Half of it a body, as a phone with many codecs writes it. */
    private static final int REQUEST_BYTES = 2_500;

    /** Measured: 1,150 to 1,810 bytes; 13,800 to 21,400 with what the stack keeps by itself, call and messages. */
    private static final int KEPT_BYTES = 2_500;

    /** Stands for the call that a transaction points to. */
    private static final int CALL_BYTES = 10_000;

    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5070);

    private final List<String> left = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final SipCounters counters = new SipCounters();
    private final Workers workers = new Workers(1, 100);
    private final Inlet inlet = new Inlet(
            workers,
            counters,
            SipNodeConfig.on("127.0.0.1", 0, new byte[16]),
            new SipSockets.Signals(flow -> {}, (peer, why) -> {}, source -> false, source -> {}),
            new Tap(
                    Optional.empty(),
                    SipNodeConfig.on("127.0.0.1", 0, new byte[16]).listening()));
    private final Port port = new Port();
    private long now = 50_000;
    private final WheelTimer timer = new WheelTimer(() -> now);
    private int status = 200;
    private SipProvider provider;

    /** A transport without a socket. */
    private final class Port extends BoundProcessor {
        private final Wire wire = new Wire() {
            @Override
            public void send(byte[] message, InetSocketAddress to) {
                left.add(new String(message, StandardCharsets.UTF_8));
            }

            @Override
            public String flowId(InetSocketAddress peer) {
                return "udp:" + peer;
            }
        };

        Port() {
            super(Transport.UDP);
        }

        WireChannel channel() {
            return new WireChannel(this, wire, PEER, System.nanoTime());
        }

        @Override
        Wire wireTo(InetSocketAddress peer) {
            return wire;
        }

        @Override
        boolean reliable() {
            return false;
        }

        @Override
        int boundPort() {
            return 5071;
        }

        @Override
        void startReading() {
            // The spec hands over what was received.
        }

        @Override
        Optional<InetSocketAddress> peerOf(String flowId) {
            return Optional.empty();
        }

        @Override
        public void stop() {}
    }

    @BeforeEach
    void start() throws Exception {
        IngressValve valve =
                new IngressValve(counters, new SourceBudget(1_000_000), Duration.ofMinutes(1), Duration.ofSeconds(5));
        KeyedSipStack stack =
                new KeyedSipStack("spec-" + System.nanoTime(), 1, 16_384, valve, name -> Optional.of(port));
        stack.getTimer().stop();
        timer.begin();
        stack.setTimer(timer);
        provider = stack.createSipProvider(stack.createListeningPoint("127.0.0.1", 5071, "udp"));
        provider.addSipListener(this);
        inlet.open();
    }

    @AfterEach
    void stop() {
        workers.close();
    }

    private void pass(Duration time) {
        long until = now + time.toMillis();
        while (now < until) {
            now += 20;
            timer.runDue();
        }
    }

    private void receive(String message) {
        inlet.received(message.getBytes(StandardCharsets.UTF_8), port.channel());
        CountDownLatch done = new CountDownLatch(1);
        workers.offer(0, done::countDown);
        try {
            done.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String message(String line, String method, String branch) {
        String head = line + "\r\nVia: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK" + branch
                + ";rport\r\nMax-Forwards: 70\r\nFrom: \"A\" <sip:a@acme.test>;tag=f" + branch
                + "\r\nTo: <sip:b@acme.test>" + (line.startsWith("SIP") ? ";tag=t" : "") + "\r\nCall-ID: " + branch
                + "@spec\r\nCSeq: 1 " + method + "\r\nContact: <sip:a@127.0.0.1:5070>\r\nAllow: INVITE, ACK, BYE\r\n"
                + "Content-Type: application/sdp\r\n";
        String body = "v=0\r\n" + "a=rtpmap:0 PCMU/8000\r\n".repeat((REQUEST_BYTES - head.length()) / 22);
        return head + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String request(String method, String branch) {
        return message(method + " sip:b@acme.test SIP/2.0", method, branch);
    }

    private void sendOut(String method, String branch) throws Exception {
        SIPRequest request = (SIPRequest) new gov.nist.javax.sip.parser.StringMsgParser()
                .parseSIPMessage(request(method, branch).getBytes(StandardCharsets.UTF_8), true, false, null);
        request.setApplicationData(new HopImpl("127.0.0.1", 5070, "udp"));
        ClientTransaction tx = provider.getNewClientTransaction(request);
        tx.setApplicationData(new byte[CALL_BYTES]);
        tx.sendRequest();
    }

    @Override
    public void processRequest(RequestEvent event) {
        SIPRequest request = (SIPRequest) event.getRequest();
        heard.add(request.getMethod());
        if (request.getMethod().equals("ACK")) {
            return;
        }
        try {
            var tx = provider.getNewServerTransaction(request);
            tx.setApplicationData(new byte[CALL_BYTES]);
            SIPResponse response = Responses.of(request, status, "tag");
            response.addHeader("Contact: <sip:us@127.0.0.1>");
            tx.sendResponse(response);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        heard.add(Integer.toString(event.getResponse().getStatusCode()));
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        heard.add("timeout");
    }

    @Override
    public void processIOException(IOExceptionEvent event) {}

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {}

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {}

    // Repeats

    @Test
    void a_repeated_request_gets_the_same_answer_for_32_seconds() {
        receive(request("OPTIONS", "o1"));
        String answer = left.removeFirst();

        for (int i = 0; i < 31; i++) {
            pass(Duration.ofSeconds(1));
            receive(request("OPTIONS", "o1"));
            assertThat(left.removeFirst()).isEqualTo(answer);
        }
        assertThat(heard).containsExactly("OPTIONS");

        pass(Duration.ofSeconds(2));
        receive(request("OPTIONS", "o1"));
        assertThat(heard).containsExactly("OPTIONS", "OPTIONS");
    }

    @Test
    void a_repeated_invite_is_absorbed_for_32_seconds_after_its_2xx() {
        receive(request("INVITE", "i1"));
        left.clear();

        for (int i = 0; i < 31; i++) {
            pass(Duration.ofSeconds(1));
            receive(request("INVITE", "i1"));
        }
        assertThat(left).isEmpty();
        assertThat(heard).containsExactly("INVITE");

        pass(Duration.ofSeconds(3));
        receive(request("INVITE", "i1"));
        assertThat(heard).containsExactly("INVITE", "INVITE");
    }

    @Test
    void a_refusal_is_repeated_until_it_is_acknowledged() {
        status = 486;
        receive(request("INVITE", "i2"));
        String refusal = left.removeFirst();

        pass(Duration.ofSeconds(4));
        assertThat(left).isNotEmpty().allMatch(refusal::equals);
        receive(request("INVITE", "i2"));
        assertThat(left.removeLast()).isEqualTo(refusal);

        receive(request("ACK", "i2"));
        left.clear();
        pass(Duration.ofSeconds(20));
        assertThat(left).isEmpty();
        assertThat(heard).containsExactly("INVITE");
    }

    @Test
    void a_refusal_nobody_acknowledges_is_given_up_after_32_seconds() {
        status = 486;
        receive(request("INVITE", "i3"));

        pass(Duration.ofSeconds(33));
        assertThat(heard).containsExactly("INVITE", "timeout");
        left.clear();
        pass(Duration.ofSeconds(10));
        assertThat(left).isEmpty();
    }

    @Test
    void a_cancel_after_the_final_answer_finds_the_invite() {
        receive(request("INVITE", "i4"));
        left.clear();

        receive(request("CANCEL", "i4"));

        assertThat(left.getFirst()).startsWith("SIP/2.0 200").contains("CSeq: 1 CANCEL");
        assertThat(heard).containsExactly("INVITE");
    }

    @Test
    void a_repeated_refusal_gets_the_same_ack_for_32_seconds() throws Exception {
        sendOut("INVITE", "c1");
        receive(message("SIP/2.0 486 Busy Here", "INVITE", "c1"));
        String ack = left.removeLast();
        assertThat(ack).startsWith("ACK ").contains("branch=z9hG4bKc1");

        for (int i = 0; i < 31; i++) {
            pass(Duration.ofSeconds(1));
            receive(message("SIP/2.0 486 Busy Here", "INVITE", "c1"));
            assertThat(left.removeLast()).isEqualTo(ack);
        }
        assertThat(heard).containsExactly("486");
    }

    @Test
    void a_request_is_repeated_until_it_is_answered_and_its_late_answers_are_absorbed() throws Exception {
        sendOut("BYE", "c2");
        String bye = left.getFirst();
        pass(Duration.ofSeconds(4));
        assertThat(left).hasSizeGreaterThan(3).allMatch(bye::equals);

        receive(message("SIP/2.0 200 OK", "BYE", "c2"));
        left.clear();
        pass(Duration.ofSeconds(4));
        receive(message("SIP/2.0 200 OK", "BYE", "c2"));

        assertThat(left).isEmpty();
        assertThat(heard).containsExactly("200");
    }

    // Whose it is

    @Test
    void requests_of_one_branch_are_told_apart_by_sender_and_method() {
        String first = request("OPTIONS", "same");
        String ofAnother = first.replace("Via: SIP/2.0/UDP 127.0.0.1:5070", "Via: SIP/2.0/UDP elsewhere.test:5070");
        receive(first);
        String answer = left.removeFirst();

        receive(ofAnother);
        receive(request("BYE", "same"));
        left.clear();
        receive(first);
        receive(ofAnother.replace("elsewhere", "ELSEWHERE"));

        assertThat(heard).containsExactly("OPTIONS", "OPTIONS", "BYE");
        assertThat(left).hasSize(2).first().isEqualTo(answer);
        assertThat(left.getLast()).contains("elsewhere.test");
    }

    // Memory

    interface Transactions {
        void finish(String branch) throws Exception;
    }

    private void eachKeepsLittle(String what, Transactions kind) throws Exception {
        int count = 1_000;
        for (int i = 0; i < 100; i++) {
            kind.finish("warm" + i);
        }
        left.clear();
        heard.clear();
        long before = heap();
        for (int i = 0; i < count; i++) {
            kind.finish("m" + i);
            left.clear();
            heard.clear();
        }
        long each = (heap() - before) / count;
        assertThat(each).as("bytes kept by a finished " + what).isLessThan(KEPT_BYTES);
    }

    /** What is reachable; whatever the collector needs several looks for is given them. */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    @Test
    void an_answered_request_keeps_the_bytes_of_its_answer() throws Exception {
        eachKeepsLittle("server transaction", branch -> receive(request("OPTIONS", branch)));
    }

    @Test
    void an_accepted_invite_keeps_what_it_is_known_by() throws Exception {
        eachKeepsLittle("INVITE server transaction", branch -> receive(request("INVITE", branch)));
    }

    @Test
    void a_request_that_was_answered_keeps_nothing_to_say() throws Exception {
        eachKeepsLittle("client transaction", branch -> {
            sendOut("BYE", branch);
            receive(message("SIP/2.0 200 OK", "BYE", branch));
        });
    }

    @Test
    void a_refused_invite_keeps_its_ack() throws Exception {
        eachKeepsLittle("INVITE client transaction", branch -> {
            sendOut("INVITE", branch);
            receive(message("SIP/2.0 486 Busy Here", "INVITE", branch));
        });
    }
}
