package io.ringlog.domain.state;

/** What an account knows of the channels of a ceiling. */
public sealed interface ChannelGranule extends Granule permits Quota, Grantee, ChannelWait {}
