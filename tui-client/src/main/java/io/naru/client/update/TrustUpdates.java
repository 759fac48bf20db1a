package io.naru.client.update;

import io.naru.client.event.BanInForce;
import io.naru.client.event.PeerTrust;
import io.naru.client.event.TrustEvent;
import io.naru.client.state.Line;
import io.naru.client.state.Overlay;
import io.naru.client.state.Overlay.Answer;
import io.naru.client.state.Overlay.Choice;
import io.naru.client.state.Overlay.PasswordPrompt;
import io.naru.client.state.Person;
import io.naru.client.state.Purpose;
import io.naru.client.state.Quantities;
import io.naru.client.state.SecretField;
import io.naru.client.state.Subject;
import io.naru.client.state.Texts;
import io.naru.client.state.TrustLines;
import io.naru.common.message.KeysVerb;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Optional;

/**
 * What the engine's events about keys, passwords and moderation do to the state. Here remote text becomes safe.
 *
 * <p>Threading: made for one event.
 */
final class TrustUpdates implements TrustEvent.Handler {
    private static final int GROUPS_IN_A_ROW = 4;
    private static final int NO = 1;

    private final Turn turn;
    private final ChatLines chat;
    private final Gates gates;

    TrustUpdates(Turn turn) {
        this.turn = turn;
        this.chat = new ChatLines(turn);
        this.gates = new Gates(turn);
    }

    @Override
    public void onRelayUnknown(TrustEvent.RelayUnknown event) {
        gates.ask(new Overlay.Confirm(
                SafeText.line(event.relay() + " is seen for the first time. Is this its key?"),
                SafeText.of(TrustLines.twoRows(event.fingerprint())
                        + "\nCompare it with what whoever runs the relay says: with a wrong key somebody else reads"
                        + " along."),
                List.of(new Choice('y', "trust it", Answer.YES), new Choice('n', "leave", Answer.NO)),
                NO,
                new Purpose.TrustRelay(event.relay(), event.fingerprint(), turn.now.nanos())));
    }

    @Override
    public void onRelayChanged(TrustEvent.RelayChanged event) {
        gates.close();
        turn.link = turn.link.ended(SafeText.line(event.relay() + " shows another key than it should."));
        turn.roster = turn.roster.unknown();
        new OwnMessages(turn).onLinkLost();
        chat.error(event.sentence());
        turn.overlay = Optional.of(new Overlay.Details(
                new Subject.OfOtherKey(
                        SafeText.line(event.relay()),
                        event.expected(),
                        event.seen(),
                        SafeText.line(event.file().map(Object::toString).orElse("")),
                        event.line()),
                0));
    }

    @Override
    public void onPasswordWanted(TrustEvent.PasswordWanted event) {
        gates.ask(new PasswordPrompt(
                Person.of(event.user()),
                SafeText.line(event.relay()),
                SafeText.line(event.refusal()),
                SecretField.EMPTY));
    }

    @Override
    public void onKeyUnbound(TrustEvent.KeyUnbound event) {
        chat.local("/keys add: from here on this install logs in without a password.");
    }

    @Override
    public void onPeerTrusted(TrustEvent.PeerTrusted event) {
        turn.roster
                .find(event.user())
                .ifPresent(entry -> turn.roster = turn.roster.with(entry.withTrust(event.trust())));
        String user = event.user().display();
        chat.local(
                event.trust() == PeerTrust.VERIFIED
                        ? user + " is verified: nobody stands between the two of you. You are told if the key changes."
                        : "The key that " + user + " has now is a known one from here on.");
    }

    /** Somebody is there; tells if the key isn't a known one, once. */
    void onSeen(Person person, PeerTrust before, PeerTrust now, boolean isMe) {
        if (now == PeerTrust.CHANGED && before != PeerTrust.CHANGED && !isMe) {
            String user = person.user().display();
            chat.error("The key of " + user + " isn't the one it was before: it may be somebody else. /verify " + user
                    + " compares numbers, /accept " + user + " takes the new key without comparing.");
        }
    }

    @Override
    public void onSafetyNumberMade(TrustEvent.SafetyNumberMade event) {
        if (gates.isOpen()) {
            return;
        }
        String user = event.user().display();
        String question = "Does " + user + " see this number?";
        turn.overlay = Optional.of(new Overlay.Confirm(
                SafeText.line(event.trust() == PeerTrust.CHANGED ? "! New key. " + question : question),
                SafeText.of(rows(event.groups()) + "\nBoth type /verify; compare by telephone, not over this relay."),
                List.of(new Choice('y', "the same", Answer.YES), new Choice('n', "another", Answer.NO)),
                NO,
                new Purpose.VerifyPeer(event.user(), event.fingerprint(), turn.now.nanos())));
    }

    private static String rows(List<String> groups) {
        StringBuilder rows = new StringBuilder();
        for (int index = 0; index < groups.size(); index++) {
            String gap = index == 0 ? "" : index % GROUPS_IN_A_ROW == 0 ? "\n" : "  ";
            rows.append(gap).append(groups.get(index));
        }
        return rows.toString();
    }

    /** The numbers aren't the same. */
    void onDiffers(UserName user) {
        chat.error(
                "! The number is another one for " + user.display() + ": somebody may stand between the two of you, or"
                        + " one of you compared with somebody else. Tell each other nothing here that others mustn't know, and"
                        + " ask whoever runs the relay.");
    }

    @Override
    public void onKeysReceived(TrustEvent.KeysReceived event) {
        turn.asked = turn.asked.withKeys(event.keys());
        if (event.verb() == KeysVerb.ADD) {
            chat.local("The key of this install opens your account from here on, without a password. /keys lists all.");
        } else if (event.verb() == KeysVerb.REMOVE) {
            chat.local("That key doesn't open your account any more. "
                    + Quantities.count(event.keys().size(), "key") + " left.");
        } else {
            show(new Subject.OfKeys());
        }
    }

    @Override
    public void onBansReceived(TrustEvent.BansReceived event) {
        turn.asked = turn.asked.withBans(event.bans());
        show(new Subject.OfBans());
    }

    private void show(Subject subject) {
        if (!gates.isOpen()) {
            turn.overlay = Optional.of(new Overlay.Details(subject, 0));
        }
    }

    @Override
    public void onModerated(TrustEvent.Moderated event) {
        if (event.isByMe()) {
            remember(event);
            chat.local(done(event));
        } else {
            concernsMe(event);
        }
    }

    private void remember(TrustEvent.Moderated event) {
        String target = event.target().toString();
        switch (event.verb()) {
            case BAN, MUTE ->
                turn.asked = turn.asked.withBan(new BanInForce(
                        event.verb(),
                        event.target(),
                        event.by(),
                        turn.now.instant(),
                        event.span().map(span -> turn.now.instant().plus(span)),
                        event.reason()));
            case UNBAN -> turn.asked = turn.asked.withoutBan(ModerationVerb.BAN, target);
            case UNMUTE -> turn.asked = turn.asked.withoutBan(ModerationVerb.MUTE, target);
            case KICK, ROLE -> {}
        }
    }

    /** What this user has done, and how it is undone. */
    private static String done(TrustEvent.Moderated event) {
        String target = event.target().toString();
        String span = span(event);
        return switch (event.verb()) {
            case KICK ->
                "Kicked " + target + reason(event) + " Nothing keeps " + target + " from coming back; /ban does.";
            case BAN -> "Banned " + target + span + reason(event) + " /unban " + target + " undoes it.";
            case MUTE -> "Muted " + target + span + reason(event) + " /unmute " + target + " undoes it.";
            case UNBAN -> target + " isn't banned any more.";
            case UNMUTE -> target + " may speak again.";
            case ROLE -> newRole(event, target);
        };
    }

    private static String newRole(TrustEvent.Moderated event, String target) {
        Role role = event.role().orElse(Role.MEMBER);
        String sentence = target + " is " + (role == Role.MEMBER ? "a " : "an ") + TrustLines.role(role) + " now.";
        return switch (role) {
            case MEMBER -> sentence + " /op " + target + " undoes it.";
            case OPERATOR, OWNER -> sentence + " /deop " + target + " undoes it.";
        };
    }

    private void concernsMe(TrustEvent.Moderated event) {
        String by = event.by().map(UserName::display).orElse("Whoever runs the relay");
        String span = span(event);
        switch (event.verb()) {
            case KICK, BAN, UNBAN -> {
                // The end of the link says who did it and why, and stays on the screen; a banned user isn't here.
            }
            case MUTE -> notice(by + " muted you" + span + reason(event) + " You can read, and not write.");
            case UNMUTE -> notice(by + " lets you write again.");
            case ROLE -> {
                Role role = event.role().orElse(Role.MEMBER);
                turn.link = turn.link.withRole(role);
                notice("You are " + (role == Role.MEMBER ? "a " : "an ") + TrustLines.role(role) + " now, by " + by
                        + "." + (role == Role.MEMBER ? "" : " /help lists what you may do."));
            }
        }
    }

    private void notice(String sentence) {
        chat.received(Line.of(Line.Kind.NOTICE, turn.now.instant(), SafeText.line(sentence)));
    }

    private static String reason(TrustEvent.Moderated event) {
        return event.reason().isEmpty() ? "." : ": " + Texts.sentence(event.reason());
    }

    private static String span(TrustEvent.Moderated event) {
        return event.span().map(span -> " for " + Quantities.spanInWords(span)).orElse("");
    }
}
