package io.ringlog.testkit.phone;

import io.ringlog.media.audio.Goertzel;
import io.ringlog.testkit.sip.PeerCall;
import io.ringlog.testkit.sip.PeerManner;
import io.ringlog.testkit.sip.SipPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A telephone: signalling and media together, with a tone of its own that others can recognise. */
public final class Phone implements AutoCloseable {
    private final String user;
    private final String domain;
    private final double toneHz;
    private final SipPeer sip;
    private final RtpPeer rtp;

    private Phone(String user, String domain, double toneHz, SipPeer sip, RtpPeer rtp) {
        this.user = user;
        this.domain = domain;
        this.toneHz = toneHz;
        this.sip = sip;
        this.rtp = rtp;
    }

    /** A phone on UDP; {@code account} is {@code user@domain}. It answers when called unless told otherwise. */
    public static Phone udp(String account, String password, double toneHz, InetSocketAddress server) {
        String user = account.substring(0, account.indexOf('@'));
        String domain = account.substring(account.indexOf('@') + 1);
        RtpPeer rtp = RtpPeer.open(InetAddress.getLoopbackAddress(), toneHz);
        SipPeer sip = SipPeer.udp(user, password, domain, server).speaking(rtp);
        return new Phone(user, domain, toneHz, sip, rtp);
    }

    public Phone behaving(PeerManner manner) {
        sip.behaving(manner);
        return this;
    }

    /** Registers with digest and returns the status of the final answer. */
    public int register() {
        return sip.register(600).status();
    }

    /** Calls a number or an extension of its own domain. */
    public PeerCall call(String number) {
        return sip.call("sip:" + number + "@" + domain);
    }

    /** Whether it hears the tone of the other phone. */
    public boolean hears(Phone other) {
        return rtp.hears(other.toneHz);
    }

    /** Whether the tone of the other phone is among what it hears. */
    public boolean hearsAmong(Phone other) {
        return rtp.share(other.toneHz) > 0.2;
    }

    /** Whether a recording, at 8 kHz, has its tone and little else. */
    public boolean isHeardIn(short[] samples) {
        return Goertzel.share(samples, toneHz) > 0.9;
    }

    public String user() {
        return user;
    }

    public SipPeer sip() {
        return sip;
    }

    public RtpPeer rtp() {
        return rtp;
    }

    @Override
    public void close() {
        sip.close();
        rtp.close();
    }
}
