package io.ringlog.lab.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls at a fixed rate through a proxy, open loop: INVITE, 180, 200, ACK, a short talk, BYE, 200. One thread plays
 * both ends, so that the latency from the INVITE sent to the INVITE forwarded is read off one clock.
 */
public final class CallLoad implements AutoCloseable {

    private static final long TALK_NANOS = 100_000_000;
    private static final long SWEEP_NANOS = 100_000_000;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    /**
     * What to call.
     *
     * @param proxy where requests are sent
     * @param number user part of the request URI
     * @param seconds how long new calls are made
     */
    public record Plan(InetSocketAddress proxy, String number, int ratePerSec, int seconds) {
        /** The same plan for another proxy. */
        public Plan at(InetSocketAddress other) {
            return new Plan(other, number, ratePerSec, seconds);
        }

        public int calls() {
            return ratePerSec * seconds;
        }
    }

    /**
     * How it went.
     *
     * @param complete calls whose BYE was answered, or which were answered and are held
     * @param failed all other calls
     * @param refusals how many of the failed got which final answer; the rest got none within 5 s
     */
    public record Result(
            Latencies latencies, int complete, int failed, double seconds, Map<Integer, Integer> refusals) {
        /** The failed calls by reason, in words. */
        public String failures() {
            int refused = refusals.values().stream().mapToInt(Integer::intValue).sum();
            String answers = new TreeMap<>(refusals)
                    .entrySet().stream()
                            .map(it -> it.getValue() + " answered " + it.getKey())
                            .collect(Collectors.joining(", "));
            int silent = failed - refused;
            return silent == 0
                    ? answers
                    : answers + (answers.isEmpty() ? "" : ", ") + silent + " without an end in 5 s";
        }

        public double callsPerSec() {
            return complete / seconds;
        }
    }

    /** A call under way; when {@code byeAt} is 0 it is not answered yet. */
    private record Live(
            String callId,
            long invitedAt,
            long byeAt,
            @Nullable String bye) {}

    private final Selector selector = Selector.open();
    private final DatagramChannel caller;
    private final DatagramChannel callee;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
    private final Map<String, Live> live = new HashMap<>();
    private final Map<Integer, Integer> refusals = new HashMap<>();
    private final Deque<Live> talking = new ArrayDeque<>();
    private final String load = Long.toHexString(System.nanoTime());
    private boolean holding;
    private int runs;
    private Latencies latencies = new Latencies(0);
    private int complete;
    private int failed;
    private long lastSweep;

    /** @param callerIp a loopback address of its own, so that a trunk can be recognised by it */
    public CallLoad(String callerIp, InetSocketAddress calleeAt) throws IOException {
        caller = open(new InetSocketAddress(callerIp, 0));
        callee = open(calleeAt);
    }

    /** Where the called phone listens. */
    public InetSocketAddress callee() throws IOException {
        return (InetSocketAddress) callee.getLocalAddress();
    }

    /** Makes the calls of the plan, each with a short talk. */
    public Result run(Plan plan) throws IOException {
        return run(plan, false);
    }

    /** Makes the calls of the plan and ends none of them: those that were answered stay up. */
    public Result hold(Plan plan) throws IOException {
        return run(plan, true);
    }

    private Result run(Plan plan, boolean held) throws IOException {
        holding = held;
        runs++;
        latencies = new Latencies(plan.calls());
        complete = 0;
        failed = 0;
        refusals.clear();
        long start = System.nanoTime();
        long gap = 1_000_000_000L / plan.ratePerSec();
        for (int made = 0; made < plan.calls() || !live.isEmpty(); ) {
            long now = System.nanoTime();
            while (made < plan.calls() && start + made * gap <= now) {
                invite(plan, made++);
            }
            hangUp(plan, now);
            giveUp(now);
            long next = made < plan.calls() ? start + made * gap : now + 2_000_000;
            exchange(plan, Math.max(0, next - System.nanoTime()));
        }
        return new Result(latencies, complete, failed, (System.nanoTime() - start) / 1e9, Map.copyOf(refusals));
    }

    private void invite(Plan plan, int index) throws IOException {
        String callId = load + "-" + runs + "-" + index;
        String own = address(caller);
        String body = SipText.sdp(own.substring(0, own.indexOf(':')), 4_000);
        StringBuilder out = request("INVITE", "sip:" + plan.number() + "@" + text(plan.proxy()), callId, own, "inv")
                .append("To: <sip:" + plan.number() + "@" + text(plan.proxy()) + ">\r\nCSeq: 1 INVITE\r\n")
                .append("Contact: <sip:load@" + own + ">\r\n");
        live.put(callId, new Live(callId, System.nanoTime(), 0, null));
        send(caller, SipText.finish(out, body), plan.proxy());
    }

    private static StringBuilder request(String method, String uri, String callId, String own, String branch) {
        return new StringBuilder(512)
                .append(method + " " + uri + " SIP/2.0\r\n")
                .append("Via: SIP/2.0/UDP " + own + ";rport;branch=z9hG4bK" + branch + callId + "\r\n")
                .append("Max-Forwards: 70\r\nFrom: <sip:491511234@" + own + ">;tag=uac\r\n")
                .append("Call-ID: " + callId + "\r\n");
    }

    private void exchange(Plan plan, long waitNanos) throws IOException {
        // The selector counts in ms; spinning through the rest of one would take a core from what is measured.
        selector.select(Math.max(1, waitNanos / 1_000_000));
        selector.selectedKeys().clear();
        for (InetSocketAddress from = receive(callee); from != null; from = receive(callee)) {
            called(received(), from, System.nanoTime());
        }
        while (receive(caller) != null) {
            answered(received(), plan, System.nanoTime());
        }
    }

    private SipText received() {
        return new SipText(ISO_8859_1.decode(buffer.flip()).toString());
    }

    private @Nullable InetSocketAddress receive(DatagramChannel channel) throws IOException {
        return (InetSocketAddress) channel.receive(buffer.clear());
    }

    private void called(SipText message, InetSocketAddress from, long now) throws IOException {
        String contact = "sip:bench@" + address(callee);
        if (message.isRequest("INVITE")) {
            Live call = live.get(message.value("Call-ID"));
            if (call != null) {
                latencies.add(now - call.invitedAt());
            }
            send(callee, message.answer("180 Ringing", contact, ""), from);
            String ip = callee().getAddress().getHostAddress();
            send(callee, message.answer("200 OK", contact, SipText.sdp(ip, 4_002)), from);
        } else if (message.isRequest("BYE") || message.isRequest("CANCEL") || message.isRequest("OPTIONS")) {
            send(callee, message.answer("200 OK", contact, ""), from);
        }
    }

    private void answered(SipText message, Plan plan, long now) throws IOException {
        Live call = live.get(message.value("Call-ID"));
        int status = message.status();
        if (call == null || status < 200) {
            return;
        }
        if (message.value("CSeq").endsWith("BYE")) {
            live.remove(call.callId());
            complete++;
        } else if (status >= 300) {
            live.remove(call.callId());
            failed++;
            refusals.merge(status, 1, Integer::sum);
            send(caller, inDialog(message, "ACK", "inv", 1, plan), plan.proxy());
        } else if (call.byeAt() == 0) {
            send(caller, inDialog(message, "ACK", "ack", 1, plan), plan.proxy());
            if (holding) {
                live.remove(call.callId());
                complete++;
                return;
            }
            Live talk = new Live(
                    call.callId(), call.invitedAt(), now + TALK_NANOS, inDialog(message, "BYE", "bye", 2, plan));
            live.put(call.callId(), talk);
            talking.add(talk);
        }
    }

    private String inDialog(SipText answer, String method, String branch, int cseq, Plan plan) throws IOException {
        String contact = answer.value("Contact");
        String target = contact.contains("<")
                ? contact.substring(contact.indexOf('<') + 1, contact.indexOf('>'))
                : "sip:" + plan.number() + "@" + text(plan.proxy());
        StringBuilder out = request(method, target, answer.value("Call-ID"), address(caller), branch);
        answer.routes()
                .forEach(route -> out.append("Route: ").append(route.trim()).append("\r\n"));
        out.append("To: " + answer.value("To") + "\r\nCSeq: " + cseq + " " + method + "\r\n");
        return SipText.finish(out, "");
    }

    private void hangUp(Plan plan, long now) throws IOException {
        while (!talking.isEmpty() && talking.peek().byeAt() <= now) {
            String bye = talking.poll().bye();
            if (bye != null) {
                send(caller, bye, plan.proxy());
            }
        }
    }

    private void giveUp(long now) {
        if (now - lastSweep < SWEEP_NANOS) {
            return;
        }
        lastSweep = now;
        live.values().removeIf(call -> {
            boolean late = now - call.invitedAt() > PATIENCE_NANOS;
            failed += late ? 1 : 0;
            return late;
        });
    }

    private DatagramChannel open(InetSocketAddress at) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 * 1024 * 1024);
        channel.bind(at).configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    private static void send(DatagramChannel channel, String message, InetSocketAddress to) throws IOException {
        channel.send(ByteBuffer.wrap(message.getBytes(ISO_8859_1)), to);
    }

    private static String address(DatagramChannel channel) throws IOException {
        return text((InetSocketAddress) channel.getLocalAddress());
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Override
    public void close() throws IOException {
        caller.close();
        callee.close();
        selector.close();
    }
}
