package io.naru.common.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of {@link SafePath}, one method each.
 *
 * <p>Threading: immutable; any thread.
 */
final class PathCheck {
    private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$");
    private static final Set<String> NUMBERED_DEVICES = Set.of("COM", "LPT");
    /** What Windows takes for the number of a device: digits, also the raised ones of Latin-1. */
    private static final String DEVICE_NUMBERS = "0123456789\u00b9\u00b2\u00b3";

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private final Path root;

    PathCheck(Path root) {
        this.root = root;
    }

    SafePath resolve(String relative) {
        Optional<String> refusal = refusal(relative);
        if (refusal.isPresent()) {
            return new SafePath.Refused(refusal.get());
        }
        Path path = root;
        for (String component : normal(relative).split("/", -1)) {
            try {
                path = path.resolve(component);
            } catch (InvalidPathException e) {
                return new SafePath.Refused("This system has no way to write that name (%s)."
                        .formatted(e.getReason().toLowerCase(Locale.ROOT)));
            }
            if (!path.getFileName().toString().equals(component)) {
                return new SafePath.Refused("The name means something else on this system.");
            }
        }
        return new SafePath.Inside(path);
    }

    static Optional<String> refusal(String relative) {
        // In UTF-16, so that nothing long is ever normalised; an octet is never more than a char.
        if (relative.length() > SafePath.PATH_OCTETS || octets(relative) > SafePath.PATH_OCTETS) {
            return Optional.of("The path is longer than " + SafePath.PATH_OCTETS + " octets.");
        }
        if (relative.startsWith("/")) {
            return Optional.of("The path is absolute.");
        }
        String[] components = normal(relative).split("/", -1);
        if (components.length > SafePath.DEPTH) {
            return Optional.of("The path goes more than " + SafePath.DEPTH + " folders deep.");
        }
        for (String component : components) {
            Optional<String> refusal = refusalOfComponent(component);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> refusalOfComponent(String name) {
        String reason = null;
        if (name.isEmpty()) {
            reason = "The name is empty.";
        } else if (name.equals(".") || name.equals("..")) {
            reason = "The name leads to another folder.";
        } else if (name.charAt(0) == '.') {
            reason = "The name starts with a dot, which hides it.";
        } else if (name.charAt(0) == '~') {
            reason = "The name starts with ~, which means a home folder.";
        } else if (name.indexOf('\\') >= 0) {
            reason = "The name has a backslash in it, which parts folders on some systems.";
        } else if (hasDriveLetter(name)) {
            reason = "The name starts with a drive letter.";
        } else if (name.endsWith(".") || name.endsWith(" ")) {
            reason = "The name ends with a dot or a space, which some systems leave out.";
        } else if (isDevice(name)) {
            reason = "The name is a device's on some systems.";
        } else if (octets(name) > SafePath.COMPONENT_OCTETS) {
            reason = "The name is longer than " + SafePath.COMPONENT_OCTETS + " octets.";
        } else if (name.codePoints().anyMatch(PathCheck::isTreacherous)) {
            reason = "The name has control or invisible characters in it.";
        }
        return Optional.ofNullable(reason);
    }

    private static boolean hasDriveLetter(String name) {
        return name.length() >= 2
                && name.charAt(1) == ':'
                && Character.isLetter(name.charAt(0))
                && name.charAt(0) < 0x80;
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        int colon = name.indexOf(':');
        int end = dot < 0 ? name.length() : dot;
        end = colon < 0 ? end : Math.min(end, colon);
        String stem = name.substring(0, end).stripTrailing().toUpperCase(Locale.ROOT);
        return DEVICES.contains(stem)
                || (stem.length() == 4
                        && NUMBERED_DEVICES.contains(stem.substring(0, 3))
                        && DEVICE_NUMBERS.indexOf(stem.charAt(3)) >= 0);
    }

    private static boolean isTreacherous(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            case Character.FORMAT -> codePoint != ZERO_WIDTH_JOINER && codePoint != ZERO_WIDTH_NON_JOINER;
            case Character.UNASSIGNED -> (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
            default -> false;
        };
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
