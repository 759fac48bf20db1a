package io.naru.relay.ctl;

/** Takes the answer to one request, once; all but the first is left out. */
interface Reply {
    /** It was done, or this is what was asked for. */
    void done(Document document);

    /** It wasn't. */
    void refused(String sentence);

    /** The answer is the last one: the stream ends only when the relay does. */
    void holdUntilEnd();
}
