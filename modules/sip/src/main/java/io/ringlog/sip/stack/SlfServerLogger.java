package io.ringlog.sip.stack;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stack's message trace over slf4j: first lines only, since bodies and credentials do not belong in a log. */
public final class SlfServerLogger implements ServerLogger {
    private static final Logger LOG = LoggerFactory.getLogger("io.ringlog.sip.trace");

    @Override
    public void closeLogFile() {}

    @Override
    public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {
        logMessage(message, from, to, "", sender);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender, long time) {
        logMessage(message, from, to, status, sender);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender) {
        if (LOG.isTraceEnabled()) {
            String line = message.getFirstLine().strip();
            LOG.trace("{} {} -> {} {} {}", sender ? "out" : "in", from, to, line, status);
        }
    }

    @Override
    public void logException(Exception ex) {
        LOG.debug("SIP stack", ex);
    }

    @Override
    public void setStackProperties(Properties stackProperties) {}

    @Override
    public void setSipStack(SipStack sipStack) {}
}
