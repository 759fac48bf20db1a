package io.naru.common.message;

/** What becomes of an offer of files. On the wire the names in lower case. */
public enum OfferAnswer {
    /** The files will be asked for. */
    ACCEPTED,
    /** They won't. */
    DECLINED,
    /** All that is wanted of them is there. */
    DONE
}
