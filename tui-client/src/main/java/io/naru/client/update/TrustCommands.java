package io.naru.client.update;

import io.naru.client.command.TrustCommand;
import io.naru.client.event.BoundKey;
import io.naru.client.state.RosterEntry;
import io.naru.common.message.Fingerprint;
import java.util.List;
import java.util.Optional;

/**
 * What the typed commands about keys, and about who may be here, do on the screen.
 *
 * <p>Threading: made for one event.
 */
final class TrustCommands implements TrustCommand.Handler {
    private final Turn turn;
    private final ChatLines chat;

    TrustCommands(Turn turn) {
        this.turn = turn;
        this.chat = new ChatLines(turn);
    }

    @Override
    public void onVerify(TrustCommand.Verify command) {
        Optional<Fingerprint> key = turn.roster.find(command.user()).flatMap(RosterEntry::fingerprint);
        if (command.isCompared() && key.isPresent()) {
            turn.effect(new TrustEffect.VerifyPeer(command.user(), key.get()));
        } else {
            turn.effect(new TrustEffect.MakeSafetyNumber(command.user()));
        }
    }

    @Override
    public void onAcceptKey(TrustCommand.AcceptKey command) {
        Optional<Fingerprint> key = turn.roster.find(command.user()).flatMap(RosterEntry::fingerprint);
        if (key.isEmpty()) {
            chat.error(command.user().display() + " isn't online with a key. /who lists who is online.");
        } else {
            turn.effect(new TrustEffect.AcceptPeer(command.user(), key.get()));
        }
    }

    @Override
    public void onKeys(TrustCommand.Keys command) {
        switch (command.verb()) {
            case LIST -> turn.effect(new TrustEffect.ListKeys());
            case ADD -> turn.effect(new TrustEffect.AddKey(command.label()));
            case REMOVE -> removeKey(command);
        }
    }

    private void removeKey(TrustCommand.Keys command) {
        List<BoundKey> keys = turn.asked.keys();
        int number = command.number().orElse(0);
        if (command.fingerprint().isPresent()) {
            turn.effect(new TrustEffect.RemoveKey(command.fingerprint().get()));
        } else if (number >= 1 && number <= keys.size()) {
            turn.effect(new TrustEffect.RemoveKey(keys.get(number - 1).fingerprint()));
        } else {
            chat.error("There is no key " + number + " in the list. /keys shows it.");
        }
    }

    @Override
    public void onModerate(TrustCommand.Moderate command) {
        turn.effect(new TrustEffect.Moderate(
                command.verb(), command.target(), command.span(), command.role(), command.reason()));
    }

    @Override
    public void onListBans(TrustCommand.ListBans command) {
        turn.effect(new TrustEffect.ListBans());
    }
}
