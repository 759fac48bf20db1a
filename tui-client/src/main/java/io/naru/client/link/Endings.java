package io.naru.client.link;

import io.naru.client.agent.Reason;
import io.naru.client.trust.TrustFileException;
import io.naru.common.tls.UnknownRelayException;
import java.io.IOException;
import java.net.UnknownHostException;

/**
 * What the end of a connection means, in words.
 *
 * <p>Threading: stateless.
 */
final class Endings {
    private Endings() {}

    /**
     * The end of a session whose connection ended so.
     *
     * @param isLoggingIn whether the relay hadn't let anybody in yet
     */
    static SessionEnd of(RelayAddress relay, RelayConnection.Ended how, boolean isLoggingIn) {
        if (how instanceof RelayConnection.Ended.NotMade notMade) {
            return notMade(relay, notMade.failure());
        }
        if (how instanceof RelayConnection.Ended.Broken broken) {
            return new SessionEnd.Broken("The connection to " + relay + " broke: " + Reason.of(broken.failure()) + ".");
        }
        if (how instanceof RelayConnection.Ended.Garbled garbled) {
            return new SessionEnd.Broken(relay + " sent something that isn't Naru's protocol: "
                    + garbled.failure().getMessage());
        }
        return new SessionEnd.Broken(
                isLoggingIn
                        ? relay + " hung up before the login was done. Is that a Naru relay?"
                        : relay + " closed the connection.");
    }

    private static SessionEnd notMade(RelayAddress relay, IOException failure) {
        if (failure instanceof UnknownRelayException unknown) {
            return new SessionEnd.UnknownKey(unknown.seen());
        }
        if (failure instanceof RelayKeyException other) {
            return new SessionEnd.OtherKey(other);
        }
        if (failure instanceof TrustFileException) {
            String said = failure.getMessage();
            return new SessionEnd.Hopeless(said.endsWith(".") ? said : said + ".");
        }
        if (failure instanceof TlsFaultException fault) {
            return new SessionEnd.Broken(noTls(relay, fault));
        }
        String reason = Reason.of(failure);
        return new SessionEnd.Broken(
                failure instanceof UnknownHostException
                        ? "Can't reach " + relay + ": " + reason + ". Check its name, and the network."
                        : "Can't reach " + relay + ": " + reason + ". Is the relay running there?");
    }

    /** Whose key is known has TLS: nobody should be led to do without it because the relay is busy, or somebody stands in between. */
    private static String noTls(RelayAddress relay, TlsFaultException fault) {
        String advice = fault.isKeyKnown()
                ? " Something else than the relay may answer there, or it is very busy."
                : " Is that a Naru relay, and not an old one? Those have no TLS; --plaintext does without it, and everybody on"
                        + " the way can read along then.";
        return "No encrypted connection to " + relay + ": " + fault.getMessage() + "." + advice;
    }

    /** What to tell of another key than the expected one, and what to do. */
    static String otherKey(RelayAddress relay, RelayKeyException fault) {
        String where = fault.file()
                .map(file -> "If they say that the relay has this new key, remove line " + fault.line() + " of " + file
                        + " and connect again.")
                .orElse("If they say that the relay has this key, they gave you the wrong fingerprint or an old"
                        + " invite: ask for another one.");
        return relay + " shows another key than it should. Nothing was sent to it.\n"
                + "  expected: " + fault.expected() + "\n"
                + "  seen:     " + fault.seen() + "\n"
                + "Somebody may stand between you and the relay, or the relay was set up anew. Ask whoever runs it,"
                + " over another way, for its fingerprint.\n"
                + where;
    }
}
