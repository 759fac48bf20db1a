package io.naru.client.state;

import io.naru.client.event.TransferLimits;
import io.naru.client.event.TransferLimits.BasePeers;
import io.naru.common.message.InvalidValueException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings about transfers, as they are written.
 *
 * <p>Threading: stateless.
 */
final class LimitWords {
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9})([kmg]?)(?:i?b?(?:/s)?)?");

    private LimitWords() {}

    /** One of them, as it is written. */
    static String of(TransferLimits limits, Setting setting) {
        return switch (setting) {
            case SLOTS -> Integer.toString(limits.downloads());
            case USER_SLOTS -> Integer.toString(limits.downloadsOfUser());
            case UPLOAD_SLOTS -> Integer.toString(limits.uploads());
            case USER_UPLOAD_SLOTS -> Integer.toString(limits.uploadsOfUser());
            case DOWNLOAD_RATE -> rate(limits.downOctetsPerSecond());
            case UPLOAD_RATE -> rate(limits.upOctetsPerSecond());
            case BASE_PEERS -> limits.basePeers().name().toLowerCase(Locale.ROOT);
            default -> throw new IllegalStateException("not about transfers: " + setting);
        };
    }

    /**
     * With one of them changed.
     *
     * @param word in small letters
     * @throws InvalidValueException if it can't be set to that; the sentence says to what it can
     */
    static TransferLimits with(TransferLimits limits, Setting setting, String word) {
        long down = limits.downOctetsPerSecond();
        long up = limits.upOctetsPerSecond();
        return switch (setting) {
            case SLOTS -> limits.withDownloads(slots(setting, word), limits.downloadsOfUser());
            case USER_SLOTS -> limits.withDownloads(limits.downloads(), slots(setting, word));
            case UPLOAD_SLOTS -> limits.withUploads(slots(setting, word), limits.uploadsOfUser());
            case USER_UPLOAD_SLOTS -> limits.withUploads(limits.uploads(), slots(setting, word));
            case DOWNLOAD_RATE -> limits.withRates(rate(setting, word), up);
            case UPLOAD_RATE -> limits.withRates(down, rate(setting, word));
            case BASE_PEERS -> limits.with(BasePeers.valueOf(word.toUpperCase(Locale.ROOT)));
            default -> throw new IllegalStateException("not about transfers: " + setting);
        };
    }

    private static int slots(Setting setting, String word) {
        int slots = word.matches("[0-9]{1,4}") ? Integer.parseInt(word) : 0;
        if (slots < 1 || slots > TransferLimits.SLOTS_MAX) {
            throw new InvalidValueException(
                    "The setting " + setting.word() + " is a number from 1 to " + TransferLimits.SLOTS_MAX + ".");
        }
        return slots;
    }

    private static long rate(Setting setting, String word) {
        if (word.equals("off") || word.equals("0")) {
            return 0;
        }
        Matcher matcher = RATE.matcher(word);
        if (matcher.matches()) {
            long unit = switch (matcher.group(2)) {
                case "k" -> 1_000;
                case "m" -> 1_000_000;
                case "g" -> 1_000_000_000;
                default -> 1;
            };
            long rate = Long.parseLong(matcher.group(1)) * unit;
            if (rate >= 1 && rate <= TransferLimits.RATE_MAX) {
                return rate;
            }
        }
        throw new InvalidValueException(
                "The setting " + setting.word() + " is off, or octets a second such as 500k or 2M, up to 4G.");
    }

    private static String rate(long octetsPerSecond) {
        if (octetsPerSecond == 0) {
            return "off";
        }
        if (octetsPerSecond % 1_000_000_000 == 0) {
            return octetsPerSecond / 1_000_000_000 + "G";
        }
        return octetsPerSecond % 1_000_000 == 0
                ? octetsPerSecond / 1_000_000 + "M"
                : octetsPerSecond % 1_000 == 0 ? octetsPerSecond / 1_000 + "k" : Long.toString(octetsPerSecond);
    }
}
