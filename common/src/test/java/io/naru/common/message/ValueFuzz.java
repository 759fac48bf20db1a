package io.naru.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.common.testkit.FuzzTarget;
import io.naru.common.testkit.FuzzText;
import io.naru.common.wire.Fields;
import io.naru.common.wire.Limits;
import java.util.List;

/** Values that are written as text, each of which is read from what others wrote: a value, or a sentence why not. */
enum ValueFuzz implements FuzzTarget {
    /** Names of users: what is shown reads back as the same name, and comparing is without case. */
    USER_NAME("kim", "김하늘", "Straße", "\u0130", "e\u0301", "-", "_", ".", "\u0430") {
        @Override
        String read(String text) {
            UserName name = UserName.of(text);
            String display = name.display();
            assertThat(UserName.of(display)).isEqualTo(name);
            assertThat(UserName.of(display).display()).isEqualTo(display);
            assertThat(UserName.of(name.canonical())).isEqualTo(name);
            assertThat(display.codePointCount(0, display.length())).isBetween(1, Limits.NAME_CHARACTERS);
            assertThat(display).doesNotContain(" ", "/", ":", "#", "@", "*", "\0", "\u001F");
            return "a name";
        }
    },
    /** Names of rooms: the same behind a sign. */
    ROOM_NAME("#lobby", "@kim", "#", "@", "\u0130", "e\u0301") {
        @Override
        String read(String text) {
            RoomName name = RoomName.of(text);
            assertThat(RoomName.of(name.display())).isEqualTo(name);
            assertThat(RoomName.of(name.canonical())).isEqualTo(name);
            assertThat(name.isDirect()).isEqualTo(text.startsWith("@"));
            return name.isDirect() ? "a user's" : "a room";
        }
    },
    /** Addresses with a port: numeric, printed as they read, and no name service is ever asked. */
    ENDPOINT("127.0.0.1:7411", "[::1]:80", "[", "]:", "::ffff:", "2001:db8::", "%eth0", "65535", "256", "010") {
        @Override
        String read(String text) {
            Endpoint endpoint = Endpoint.of(text);
            assertThat(Endpoint.of(endpoint.toString())).isEqualTo(endpoint);
            assertThat(endpoint.host()).matches("[0-9a-f.:]+");
            assertThat(text).matches("[0-9A-Fa-f.:\\[\\]]+");
            return endpoint.address().getClass().getSimpleName();
        }
    },
    /** Facts: no text is refused, what isn't a fact is left out. */
    FACTS("frame=65536", "chat=", " ", "=", "a-b=c", "time=9999999999999999") {
        @Override
        String read(String text) {
            if (text.indexOf('\0') >= 0 || text.indexOf(Fields.SEPARATOR) >= 0) {
                return "never in a field";
            }
            Facts facts = Facts.parse(text);
            assertThat(Facts.parse(facts.text())).isEqualTo(facts);
            facts.values().keySet().forEach(facts::number);
            return facts.values().size() + " facts";
        }
    },
    /** Names of files on the wire: what was read is written so that it reads the same, without a control. */
    FILE_NAME("%0A", "%25", "%7F", "%", "%2", "a b", "../", "\u0001") {
        @Override
        String read(String text) {
            String path = FileName.checked("A path", FileName.unescape(text));
            String wire = FileName.escape(path);
            assertThat(FileName.unescape(wire)).isEqualTo(path);
            assertThat(wire.chars().allMatch(c -> c >= 0x20 && c != 0x7F)).isTrue();
            return wire.equals(text) ? "as it was written" : "escaped otherwise";
        }
    },
    /** Passwords: never shown, and of bounded length. */
    PASSWORD("secret", " ", "\u0000", "\u009B") {
        @Override
        String read(String text) {
            Password password = Password.of(text);
            assertThat(password.octets().length).isBetween(1, Limits.PASSWORD_OCTETS);
            assertThat(Password.of(password.text())).isEqualTo(password);
            assertThat(password.toString()).isEqualTo("Password[***]");
            return "a password";
        }
    },
    /** Fingerprints as people copy them: one canonical form. */
    FINGERPRINT(Examples.FINGERPRINT, "-", " ", "O", "l", "u", Examples.FINGERPRINT.substring(0, 15)) {
        @Override
        String read(String text) {
            Fingerprint fingerprint = Fingerprint.parse(text);
            assertThat(fingerprint.toString()).matches("([0-9A-Z]{7}-){7}[0-9A-Z]{7}");
            assertThat(Fingerprint.parse(fingerprint.toString())).isEqualTo(fingerprint);
            assertThat(fingerprint.octets()).hasSize(32);
            return "a fingerprint";
        }
    },
    /** Whom a moderator means: a user, a key, or a net. */
    MODERATION_TARGET("kim", "key:", "key:" + Examples.FINGERPRINT, "addr:", "addr:192.0.2.0/24", "addr:::/0", "/128") {
        @Override
        String read(String text) {
            ModerationTarget target = ModerationTarget.parse(text);
            assertThat(ModerationTarget.parse(target.toString())).isEqualTo(target);
            return target.getClass().getSimpleName();
        }
    },
    /** Links of invites, from wherever they were copied; no sentence holds the code. */
    INVITE_LINK(
            "naru://",
            "lab:7411",
            "[::1]",
            "?",
            "&",
            "fp=",
            "code=",
            "%41",
            Examples.CODE,
            "fp=" + Examples.FINGERPRINT + "&code=" + Examples.CODE) {
        @Override
        String read(String text) {
            InviteLink link = InviteLink.parse(text);
            assertThat(InviteLink.parse(link.text())).isEqualTo(link);
            assertThat(link.toString()).doesNotContain(link.code().text());
            return link.host().indexOf(':') < 0 ? "by name" : "by address";
        }
    };

    /** Values that are hard to come upon. */
    private static final class Examples {
        private static final String FINGERPRINT =
                Fingerprint.ofKey(new byte[] {1, 2, 3}).toString();
        private static final String CODE = "0123456789ABCDEFGHJKMNPQRS";
    }

    private final List<String> words;

    ValueFuzz(String... words) {
        this.words = List.of(words);
    }

    abstract String read(String text);

    @Override
    public List<String> words() {
        return words;
    }

    @Override
    public String outcome(byte[] octets) {
        try {
            return read(FuzzText.of(octets));
        } catch (InvalidValueException e) {
            // A sentence for people that copies nothing of what it refuses.
            assertThat(FuzzText.isSentence(e.getMessage())).isTrue();
            return e.getMessage();
        }
    }
}
