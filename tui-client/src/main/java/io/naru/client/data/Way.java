package io.naru.client.data;

/** How a connection between two users came about (PROTOCOL.md, section 7). The first is the best. */
public enum Way {
    /** The requester connected to the owner. */
    DIRECT("direct"),
    /** The owner connected back to the requester. */
    REVERSE("reverse"),
    /** Both connected to the relay, which passes on what it can't read. */
    RELAY("via relay");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    /** For showing. */
    public String words() {
        return words;
    }
}
