package io.naru.relay.session;

import io.naru.common.message.Fingerprint;
import io.naru.common.message.ModerationTarget;
import io.naru.common.message.ModerationVerb;
import io.naru.common.message.RelayMessage;
import io.naru.common.message.Role;
import io.naru.common.message.UserName;
import io.naru.common.time.SpanText;
import io.naru.common.wire.ErrorCode;
import io.naru.relay.control.ModerationOrder;
import io.naru.relay.store.Account;
import io.naru.relay.store.Accounts;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.Ban;
import io.naru.relay.store.Bans;
import io.naru.relay.store.KeyOwner;
import io.naru.relay.work.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One order, from the rights of who gives it to what is kept; {@link ModerationEffects} is what follows from that.
 *
 * <pre>
 *     whom does it concern? --> may this actor? --> keep it, and the audit --> in force, told
 * </pre>
 *
 * <p>Threading: confined to the relay's loop.
 */
final class ModerationCase implements ModerationTarget.Handler<Runnable> {
    private final Moderation moderation;
    private final Actor actor;
    private final ModerationOrder order;
    private final Moderation.Reply reply;
    private boolean isClosed;

    ModerationCase(Moderation moderation, Actor actor, ModerationOrder order, Moderation.Reply reply) {
        this.moderation = moderation;
        this.actor = actor;
        this.order = order;
        this.reply = reply;
    }

    /** Begins. Whoever was sent away before it came to that does nothing any more. */
    void open() {
        if (actor.isGone()) {
            close();
        } else {
            guard(() -> order.target().accept(this).run());
        }
    }

    // Whom it concerns.

    @Override
    public Runnable onUser(ModerationTarget.User user) {
        return () -> moderation.store().accounts().find(user.name(), moderation.loop(), then(this::judge));
    }

    @Override
    public Runnable onKey(ModerationTarget.Key key) {
        return () -> moderation
                .store()
                .keys()
                .find(key.fingerprint(), moderation.loop(), then(owner -> judge(key.fingerprint(), owner)));
    }

    @Override
    public Runnable onNet(ModerationTarget.Net net) {
        return () -> {
            if (order.verb() == ModerationVerb.BAN && !Rights.mayBan(actor.role(), net.net())) {
                refuse(ErrorCode.NOT_PERMITTED, Rights.OWNERS_NETS);
            } else if (moderation.sessions().hitBy(net).stream().allMatch(this::mayConcern)) {
                keep(net, Role.MEMBER);
            }
        };
    }

    private void judge(Fingerprint key, Optional<KeyOwner> owner) {
        ModerationTarget target = new ModerationTarget.Key(key);
        Optional<Account> account = owner.map(KeyOwner::account);
        if ((account.isEmpty() || mayConcern(account.get().name(), account.get().role()))
                && moderation.sessions().hitBy(target).stream().allMatch(this::mayConcern)) {
            keep(target, Role.MEMBER);
        }
    }

    private boolean mayConcern(Session session) {
        return session.member().isEmpty()
                || mayConcern(
                        session.member().get().name(), session.member().get().role());
    }

    /** Whether the actor may do it to somebody who is met by it without being named; refuses it otherwise. */
    private boolean mayConcern(UserName name, Role role) {
        Optional<String> refusal = refusal(name, role);
        refusal.ifPresent(sentence -> refuse(ErrorCode.NOT_PERMITTED, "That concerns " + name + ", too. " + sentence));
        return refusal.isEmpty();
    }

    private void judge(Optional<Account> found) {
        UserName name = found.map(Account::name).orElseGet(this::namedUser);
        Role role = found.map(Account::role).orElse(Role.MEMBER);
        Optional<String> refusal = refusal(name, role);
        if (found.isEmpty() && !isInForce()) {
            refuse(ErrorCode.UNKNOWN_USER, "There is no account " + name + ".");
        } else if (refusal.isPresent()) {
            refuse(ErrorCode.NOT_PERMITTED, refusal.get());
        } else if (order.verb() == ModerationVerb.KICK
                && moderation.sessions().granted(name).isEmpty()) {
            refuse(ErrorCode.UNKNOWN_USER, name + " isn't online.");
        } else {
            keep(new ModerationTarget.User(name), role);
        }
    }

    private UserName namedUser() {
        return ((ModerationTarget.User) order.target()).name();
    }

    /** Whether it undoes something that holds: then it doesn't matter whether there is still such an account. */
    private boolean isInForce() {
        return isLifting()
                && moderation
                        .bans()
                        .find(kind(), order.target(), moderation.loop().nowMillis())
                        .isPresent();
    }

    private Optional<String> refusal(UserName name, Role role) {
        if (actor.role().isEmpty()) {
            return Optional.empty();
        }
        Role own = actor.role().get();
        return Rights.may(own, order.verb(), actor.is(name), role, order.role())
                ? Optional.empty()
                : Optional.of(Rights.refusal(own, order.verb(), actor.is(name), role));
    }

    // What is kept.

    private void keep(ModerationTarget target, Role before) {
        Instant now = Instant.ofEpochMilli(moderation.loop().nowMillis());
        AuditEntry entry = new AuditEntry(
                now, actor.name(), actor.via(), AuditEntry.Action.of(order.verb()), target.toString(), detail());
        switch (order.verb()) {
            case KICK -> moderation.store().audit().add(entry, moderation.loop(), then(kept -> done(target)));
            case BAN, MUTE -> put(ban(target, now), entry);
            case UNBAN, UNMUTE -> lift(target, entry);
            case ROLE -> setRole(target, before, entry);
        }
    }

    private String detail() {
        String what = order.role()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .orElseGet(() -> order.seconds().isPresent()
                        ? SpanText.of(Duration.ofSeconds(order.seconds().getAsLong()))
                        : "");
        return what.isEmpty() || order.reason().isEmpty() ? what + order.reason() : what + ": " + order.reason();
    }

    private Ban ban(ModerationTarget target, Instant now) {
        Optional<Instant> until = order.seconds().isPresent()
                ? Optional.of(now.plusSeconds(order.seconds().getAsLong()))
                : Optional.empty();
        return new Ban(kind(), target, actor.name(), now, until, order.reason());
    }

    private void put(Ban ban, AuditEntry entry) {
        moderation.store().bans().put(ban, entry, moderation.loop(), then(placement -> {
            if (placement == Bans.Placement.FULL) {
                refuse(ErrorCode.BUSY, "There are " + Bans.MAX + " bans and mutes already; lift some first.");
            } else {
                moderation.bans().put(ban);
                done(ban.target());
            }
        }));
    }

    private void lift(ModerationTarget target, AuditEntry entry) {
        boolean holds = moderation
                .bans()
                .find(kind(), target, moderation.loop().nowMillis())
                .isPresent();
        moderation.store().bans().lift(kind(), target, entry, moderation.loop(), then(wasThere -> {
            moderation.bans().lift(kind(), target);
            if (wasThere && holds) {
                done(target);
            } else {
                refuse(ErrorCode.NOT_FOUND, target + (kind() == Ban.Kind.BAN ? " isn't banned." : " isn't muted."));
            }
        }));
    }

    private void setRole(ModerationTarget target, Role before, AuditEntry entry) {
        Role given = order.role().orElseThrow();
        moderation.store().accounts().setRole(namedUser(), given, entry, moderation.loop(), then(change -> {
            if (change == Accounts.Change.UNKNOWN) {
                refuse(ErrorCode.UNKNOWN_USER, "There is no account " + target + ".");
            } else if (change == Accounts.Change.LAST_OWNER) {
                refuse(ErrorCode.NOT_PERMITTED, target + " is the relay's only owner; make somebody else owner first.");
            } else if (given == before) {
                confirm(told(target));
            } else {
                done(target);
            }
        }));
    }

    private boolean isLifting() {
        return order.verb() == ModerationVerb.UNBAN || order.verb() == ModerationVerb.UNMUTE;
    }

    private Ban.Kind kind() {
        return order.verb() == ModerationVerb.BAN || order.verb() == ModerationVerb.UNBAN
                ? Ban.Kind.BAN
                : Ban.Kind.MUTE;
    }

    // How it ends.

    private void done(ModerationTarget target) {
        RelayMessage.Moderated told = told(target);
        moderation.sessions().journal().onModerated(told);
        new ModerationEffects(moderation, actor, told).apply();
        confirm(told);
    }

    private RelayMessage.Moderated told(ModerationTarget target) {
        return new RelayMessage.Moderated(
                order.verb(), Optional.empty(), target, order.seconds(), order.role(), order.reason(), actor.name());
    }

    private void confirm(RelayMessage.Moderated told) {
        if (!isClosed) {
            close();
            reply.onDone(told);
        }
    }

    /** It isn't done. */
    void refuse(ErrorCode code, String sentence) {
        if (!isClosed) {
            close();
            reply.onRefused(code, sentence);
        }
    }

    private void close() {
        isClosed = true;
        moderation.onClosed(this);
    }

    private <T> Consumer<Outcome<T>> then(Consumer<T> next) {
        return moderation.steps().then(this::refuse, value -> guard(() -> next.accept(value)));
    }

    /** The next case comes, whatever happens in this one. */
    private void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            moderation.onFault(this, e);
        }
    }
}
