package io.naru.relay.session;

import io.naru.common.wire.FrameType;
import io.naru.common.wire.Level;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** For each message of a client, in which states of its session and on which levels it is allowed. */
enum MessageRule {
    HELLO(FrameType.HELLO, EnumSet.of(SessionState.CONNECTED), EnumSet.of(Level.EXTENDED)),
    CREDENTIALS(
            FrameType.CREDENTIALS, EnumSet.of(SessionState.CONNECTED, SessionState.AUTH), EnumSet.allOf(Level.class)),
    CHAT(FrameType.CHAT, EnumSet.of(SessionState.GRANT), EnumSet.allOf(Level.class)),
    FILE(FrameType.FILE, EnumSet.of(SessionState.GRANT), EnumSet.allOf(Level.class)),
    CLOSE(
            FrameType.CLOSE,
            EnumSet.of(SessionState.CONNECTED, SessionState.AUTH, SessionState.GRANT),
            EnumSet.allOf(Level.class)),
    PRESENCE(FrameType.PRESENCE, EnumSet.of(SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    KEYS(FrameType.KEYS, EnumSet.of(SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    MODERATE(FrameType.MODERATE, EnumSet.of(SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    BANS(FrameType.BANS, EnumSet.of(SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    JOIN(FrameType.JOIN, EnumSet.of(SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    LEAVE(FrameType.LEAVE, EnumSet.of(SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    ROOMS(FrameType.ROOMS, EnumSet.of(SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    TOPIC(FrameType.TOPIC, EnumSet.of(SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    HISTORY(FrameType.HISTORY, EnumSet.of(SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    READ(FrameType.READ, EnumSet.of(SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    INVITE(FrameType.INVITE, EnumSet.of(SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    PING(FrameType.PING, EnumSet.of(SessionState.AUTH, SessionState.GRANT), EnumSet.of(Level.EXTENDED)),
    PONG(FrameType.PONG, EnumSet.of(SessionState.AUTH, SessionState.GRANT), EnumSet.of(Level.EXTENDED));

    private static final Map<FrameType, MessageRule> BY_TYPE = new EnumMap<>(FrameType.class);

    static {
        for (MessageRule rule : values()) {
            BY_TYPE.put(rule.type, rule);
        }
    }

    private final FrameType type;
    private final Set<SessionState> states;
    private final Set<Level> levels;

    MessageRule(FrameType type, Set<SessionState> states, Set<Level> levels) {
        this.type = type;
        this.states = states;
        this.levels = levels;
    }

    /** The rule for a frame, empty if clients send no such frames on this level. */
    static Optional<MessageRule> of(int typeOctet, Level level) {
        return FrameType.of(typeOctet).map(BY_TYPE::get).filter(rule -> rule.levels.contains(level));
    }

    boolean allows(SessionState state) {
        return states.contains(state);
    }
}
