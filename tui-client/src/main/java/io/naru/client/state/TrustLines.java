package io.naru.client.state;

import io.naru.client.event.BanInForce;
import io.naru.client.event.BoundKey;
import io.naru.client.event.PeerTrust;
import io.naru.common.message.Fingerprint;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is known of keys, bans and relays, line by line.
 *
 * <p>Threading: stateless.
 */
public final class TrustLines {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    /** Half of a fingerprint, without the dash between the halves: narrow enough for every window that has borders. */
    private static final int HALF = 31;

    private TrustLines() {}

    /** A fingerprint in two rows of four groups. */
    public static String twoRows(Fingerprint fingerprint) {
        String whole = fingerprint.toString();
        return whole.substring(0, HALF) + "\n" + whole.substring(HALF + 1);
    }

    private static void add(List<DetailLine> lines, String label, String value) {
        lines.add(new DetailLine(label, SafeText.line(value)));
    }

    private static void addKey(List<DetailLine> lines, Fingerprint fingerprint) {
        twoRows(fingerprint).lines().forEach(row -> add(lines, "", row));
    }

    /** Role and key of somebody. */
    static List<DetailLine> ofUser(RosterEntry entry) {
        List<DetailLine> lines = new ArrayList<>();
        add(lines, "role", role(entry.role()));
        if (entry.fingerprint().isEmpty()) {
            add(lines, "key", "none: a client without keys, or a link without TLS");
            return lines;
        }
        if (entry.isMe()) {
            add(lines, "key", ownKey(entry.trust()));
        } else {
            String sign = UserSigns.of(entry.trust());
            add(lines, "key", (sign.isBlank() ? "" : sign + " ") + key(entry.trust()));
        }
        addKey(lines, entry.fingerprint().get());
        if (!entry.isMe()) {
            addAdvice(lines, entry.trust(), entry.person().user().display());
        }
        return lines;
    }

    private static String ownKey(PeerTrust trust) {
        return trust == PeerTrust.VERIFIED ? "that of this install" : "that of another install of yours";
    }

    private static String key(PeerTrust trust) {
        return switch (trust) {
            case NONE -> "can't be checked without TLS";
            case NEW -> "new";
            case KNOWN -> "the one it was before";
            case VERIFIED -> "verified by you";
            case CHANGED -> "NOT the one before";
        };
    }

    private static void addAdvice(List<DetailLine> lines, PeerTrust trust, String user) {
        switch (trust) {
            case NEW, KNOWN -> add(lines, "", "/verify " + user + " makes sure whose it is.");
            case CHANGED -> {
                add(lines, "", "It may be somebody else. No files go to or come from " + user + " as it is.");
                add(
                        lines,
                        "",
                        "/verify " + user + " compares numbers, /accept " + user
                                + " takes the new key without comparing.");
            }
            case NONE, VERIFIED -> {}
        }
    }

    /** A role in a word. */
    public static String role(Role role) {
        return switch (role) {
            case MEMBER -> "member";
            case OPERATOR -> "operator (" + UserSigns.of(role) + ")";
            case OWNER -> "owner (" + UserSigns.of(role) + ")";
        };
    }

    static List<DetailLine> ofKeys(List<BoundKey> keys, ZoneId zone) {
        List<DetailLine> lines = new ArrayList<>();
        if (keys.isEmpty()) {
            add(
                    lines,
                    "",
                    "No key opens your account; it needs the password. /keys add lets this install log in"
                            + " without one.");
            return lines;
        }
        int number = 1;
        for (BoundKey key : keys) {
            SafeText label = SafeText.line(key.label());
            add(
                    lines,
                    Integer.toString(number++),
                    (label.isEmpty() ? "(no label)" : label) + (key.isCurrent() ? ", this install" : ""));
            addKey(lines, key.fingerprint());
            add(
                    lines,
                    "",
                    "since " + time(key.added(), zone)
                            + key.used()
                                    .map(used -> ", used " + time(used, zone))
                                    .orElse(", never used"));
        }
        add(lines, "", "");
        add(lines, "", "/keys add [LABEL] adds the key of this install, /keys remove NUMBER takes one away.");
        return lines;
    }

    static List<DetailLine> ofBans(List<BanInForce> bans, ZoneId zone) {
        List<DetailLine> lines = new ArrayList<>();
        if (bans.isEmpty()) {
            add(lines, "", "Nobody is banned or muted.");
            return lines;
        }
        for (BanInForce ban : bans) {
            addBanned(lines, ban.verb() == ModerationVerb.BAN ? "banned" : "muted", ban.target());
            add(
                    lines,
                    "",
                    ban.until().map(until -> "until " + time(until, zone)).orElse("for good")
                            + ", since " + time(ban.since(), zone)
                            + ", by " + ban.by().map(UserName::display).orElse("whoever runs the relay"));
            if (!ban.reason().isEmpty()) {
                add(lines, "", "reason: " + ban.reason());
            }
        }
        add(lines, "", "");
        add(lines, "", "/unban and /unmute undo it; Tab completes whom.");
        return lines;
    }

    private static void addBanned(List<DetailLine> lines, String what, ModerationTarget target) {
        target.accept(new ModerationTarget.Handler<Boolean>() {
            @Override
            public Boolean onUser(ModerationTarget.User user) {
                return lines.add(new DetailLine(what, Person.of(user.name()).name()));
            }

            @Override
            public Boolean onKey(ModerationTarget.Key key) {
                add(lines, what, "the key");
                addKey(lines, key.fingerprint());
                return true;
            }

            @Override
            public Boolean onNet(ModerationTarget.Net net) {
                return lines.add(new DetailLine(what, SafeText.line(net.toString())));
            }
        });
    }

    static List<DetailLine> ofOtherKey(Subject.OfOtherKey subject) {
        List<DetailLine> lines = new ArrayList<>();
        add(
                lines,
                "",
                subject.relay() + " shows another key than it should. Nothing was sent to it, and there is no"
                        + " way to go on like this.");
        boolean hasFile = !subject.file().isEmpty();
        add(
                lines,
                "expected",
                hasFile ? "line " + subject.line() + " of " + subject.file() : "by the invite, or --fingerprint");
        addKey(lines, subject.expected());
        add(lines, "seen", "what it shows now");
        addKey(lines, subject.seen());
        add(lines, "", "");
        add(
                lines,
                "",
                "Somebody may stand between you and the relay, or it was set up anew. Ask whoever runs it, in"
                        + " another way than this, for its fingerprint.");
        add(
                lines,
                "",
                hasFile
                        ? "If the new one is right, remove that line of the file, then /reconnect."
                        : "If the new one is right, the invite is an old one: ask for another.");
        add(lines, "", "q closes this, /bye leaves.");
        return lines;
    }

    private static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }
}
