package io.naru.client.state;

import io.naru.client.event.EngineEvent;
import io.naru.client.event.ShareSetting;
import io.naru.common.text.SafeText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What this user shares.
 *
 * @param folders none when nothing is shared
 * @param files how many files, as far as counted
 * @param octets how large they are together
 * @param isScanning whether more is being found
 * @param told the folders of which a line was said last; empty if one is to be said again
 * @param isSlowTold whether a line was said of those that are being counted
 */
public record ShareStatus(
        List<Folder> folders,
        long files,
        long octets,
        boolean isScanning,
        Optional<List<Folder>> told,
        boolean isSlowTold) {
    /** Nothing is shared. */
    public static final ShareStatus NOTHING = new ShareStatus(List.of(), 0, 0, false, Optional.of(List.of()), false);

    /**
     * One folder.
     *
     * @param name what others see it under; for asking
     * @param path for drawing
     * @param described the same with its name, and who sees it, for drawing
     * @param isOpen whether everybody sees all of it
     */
    public record Folder(String name, SafeText path, SafeText described, boolean isOpen) {
        public Folder {
            Objects.requireNonNull(name);
            Objects.requireNonNull(path);
            Objects.requireNonNull(described);
        }

        static Folder of(ShareSetting setting) {
            return new Folder(
                    setting.name(),
                    SafeText.line(setting.folder().toString()),
                    SafeText.line(setting.described()),
                    setting.isOpen());
        }
    }

    public ShareStatus {
        folders = List.copyOf(folders);
        told = told.map(List::copyOf);
    }

    /** What the engine tells now, made safe. */
    public ShareStatus counted(EngineEvent.ShareCounted event) {
        List<Folder> now = event.shares().stream().map(Folder::of).toList();
        return new ShareStatus(now, event.files(), event.octets(), event.isScanning(), told, isSlowTold);
    }

    /** Whether these are others than a line was said of, or one is to be said again. */
    public boolean isNews() {
        return !told.equals(Optional.of(folders));
    }

    /** With a line said of it. */
    public ShareStatus asTold() {
        return isScanning
                ? new ShareStatus(folders, files, octets, true, told, true)
                : new ShareStatus(folders, files, octets, false, Optional.of(folders), false);
    }

    /** With a line to be said when it is counted, whatever comes of that. */
    public ShareStatus asUntold() {
        return new ShareStatus(folders, files, octets, isScanning, Optional.empty(), false);
    }

    /** Whether nothing is shared. */
    public boolean isNothing() {
        return folders.isEmpty();
    }

    /** What the folders are called. */
    public List<String> names() {
        return folders.stream().map(Folder::name).toList();
    }

    /** The folders, for drawing; one that everybody sees all of by its path alone. */
    public String called() {
        return folders.stream()
                .map(folder -> folders.size() == 1 && folder.isOpen()
                        ? folder.path().value()
                        : folder.described().value())
                .collect(Collectors.joining(", "));
    }
}
