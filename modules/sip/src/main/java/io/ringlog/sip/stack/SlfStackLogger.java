package io.ringlog.sip.stack;

import gov.nist.core.StackLogger;
import io.ringlog.sip.sdp.Keyless;
import java.io.IOException;
import java.util.Properties;
import javax.sip.SipException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stack's own log lines over slf4j; the stack's errors are mostly peers' errors, so they are only debug here. */
public final class SlfStackLogger implements StackLogger {
    private static final Logger LOG = LoggerFactory.getLogger("io.ringlog.sip.jain");

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int traceLevel) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logException(Throwable ex) {
        // Peers that went away are their own business; what else the stack throws is a bug, mostly ours.
        if (ex instanceof IOException || ex instanceof SipException) {
            LOG.debug("SIP stack", ex);
        } else {
            LOG.warn("SIP stack", ex);
        }
    }

    /** The stack tells of whole messages, keys of media and all. */
    private static void trace(String message, @Nullable Exception ex) {
        if (LOG.isTraceEnabled()) {
            LOG.trace(Keyless.text(message), ex);
        }
    }

    @Override
    public void logDebug(String message) {
        trace(message, null);
    }

    @Override
    public void logDebug(String message, Exception ex) {
        trace(message, ex);
    }

    @Override
    public void logTrace(String message) {
        trace(message, null);
    }

    @Override
    public void logFatalError(String message) {
        LOG.error(Keyless.text(message));
    }

    @Override
    public void logError(String message) {
        LOG.debug(Keyless.text(message));
    }

    @Override
    public void logError(String message, Exception ex) {
        LOG.debug(Keyless.text(message), ex);
    }

    @Override
    public void logWarning(String message) {
        LOG.debug(Keyless.text(message));
    }

    @Override
    public void logInfo(String message) {
        trace(message, null);
    }

    @Override
    public boolean isLoggingEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isLoggingEnabled(int logLevel) {
        return logLevel >= TRACE_INFO ? LOG.isTraceEnabled() : LOG.isDebugEnabled();
    }

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String buildTimeStamp) {}

    @Override
    public void setStackProperties(Properties stackProperties) {}

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }
}
