package io.naru.relay.bench;

import java.nio.charset.StandardCharsets;

/**
 * Who one of many clients under load is.
 *
 * @param name what it logs in as; ASCII
 * @param isExtended whether it speaks the extended level, or the base one
 * @param usesKey whether it logs in by the key of its connection, or by the password {@code secret}
 * @param waitsForRoster whether it is logged in once it knows of everybody who came before it (itself being the last),
 *     or as soon as it is welcome; extended level only
 */
public record LoadUser(String name, boolean isExtended, boolean usesKey, boolean waitsForRoster) {
    public LoadUser {
        if (!isExtended && (usesKey || waitsForRoster)) {
            throw new IllegalArgumentException("a base client has no key and learns of nobody");
        }
    }

    /** A user with a password, who is logged in as soon as it is welcome. */
    public static LoadUser withPassword(String name, boolean isExtended) {
        return new LoadUser(name, isExtended, false, false);
    }

    /** What it says at first. */
    byte[] login() {
        String hello = isExtended ? "\4naru/1\u001Fbench\0" : "";
        String proof = usesKey ? "\u001Fkey" : " secret";
        return (hello + "\1" + name + proof + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
