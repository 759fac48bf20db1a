package io.naru.common.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.naru.common.testkit.NastyStrings;
import io.naru.common.testkit.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafePathTest {
    private final FileSystem unix = Jimfs.newFileSystem(Configuration.unix());
    private final FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
    private final Path root = unix.getPath("/home/mina/Downloads");

    @AfterEach
    void closeFileSystems() throws IOException {
        unix.close();
        windows.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test.txt",
                "한글 이름.txt",
                "a b",
                " leading space",
                "-rf",
                "file~",
                "console.txt",
                "com10",
                "auxiliary",
                "nul_",
                "12:30.log",
                "…",
                "❤️ 👨‍👩‍👧.png",
                "می\u200cخواهم.txt",
                "100%.txt",
                "$HOME",
                "a..b",
                "％"
            })
    void honestNamesAreThemselves(String name) throws IOException {
        assertThat(SafePath.component(root, name).orThrow()).isEqualTo(root.resolve(name));
        assertThat(SafePath.under(root, "music/" + name + "/x").orThrow())
                .isEqualTo(root.resolve("music").resolve(name).resolve("x"));
        assertThat(SafePath.refusal(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ''                  , The name is empty.
            .                   , The name leads to another folder.
            ..                  , The name leads to another folder.
            ../x                , The name leads to another folder.
            a/../../x           , The name leads to another folder.
            a/./b               , The name leads to another folder.
            a//b                , The name is empty.
            a/                  , The name is empty.
            /etc/passwd         , The path is absolute.
            //host/share        , The path is absolute.
            .ssh/authorized_keys, 'The name starts with a dot, which hides it.'
            a/.bashrc           , 'The name starts with a dot, which hides it.'
            ...                 , 'The name starts with a dot, which hides it.'
            ~/x                 , 'The name starts with ~, which means a home folder.'
            ~root               , 'The name starts with ~, which means a home folder.'
            a\\b                , 'The name has a backslash in it, which parts folders on some systems.'
            C:                  , The name starts with a drive letter.
            c:x                 , The name starts with a drive letter.
            x.                  , 'The name ends with a dot or a space, which some systems leave out.'
            'x '                , 'The name ends with a dot or a space, which some systems leave out.'
            CON                 , The name is a device's on some systems.
            con.txt             , The name is a device's on some systems.
            Nul .tar.gz         , The name is a device's on some systems.
            a/aux/b             , The name is a device's on some systems.
            lpt9                , The name is a device's on some systems.
            COM\u00b9           , The name is a device's on some systems.
            CONIN$              , The name is a device's on some systems.
            nul:x               , The name is a device's on some systems.
            """)
    void treacherousNamesAreRefusedWithTheirReason(String name, String reason) {
        assertThat(SafePath.under(root, name)).isEqualTo(new SafePath.Refused(reason));
        assertThat(SafePath.refusal(name)).contains(reason);
        assertThatIOException()
                .isThrownBy(() -> SafePath.under(root, name).orThrow())
                .withMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001b[2J",
                "a\u007f",
                "a\u0085",
                "a\u202etxt.exe",
                "a\u200bb",
                "a\ufeffb",
                "a\u2028b",
                "a\ud800b",
                "a\uffffb"
            })
    void controlAndInvisibleCharactersAreRefused(String name) {
        assertThat(SafePath.under(root, name))
                .isEqualTo(new SafePath.Refused("The name has control or invisible characters in it."));
    }

    @Test
    void oneComponentHasNoSlash() {
        assertThat(SafePath.component(root, "a/b"))
                .isEqualTo(new SafePath.Refused("The name has a slash in it, which parts folders."));
    }

    @Test
    void namesAreComposed() throws IOException {
        Path path = SafePath.component(root, "\u1112\u1161\u11ab.txt").orThrow();

        assertThat(path.getFileName().toString()).isEqualTo("한.txt");
    }

    @Test
    void lengthIsCountedInOctetsAfterComposing() {
        assertThat(SafePath.component(root, "한".repeat(85))).isInstanceOf(SafePath.Inside.class);
        assertThat(SafePath.component(root, "\u1112\u1161\u11ab".repeat(85))).isInstanceOf(SafePath.Inside.class);
        assertThat(SafePath.component(root, "한".repeat(85) + "x"))
                .isEqualTo(new SafePath.Refused("The name is longer than 255 octets."));
        assertThat(SafePath.under(root, ("x".repeat(99) + "/").repeat(41) + "x"))
                .isEqualTo(new SafePath.Refused("The path is longer than 4096 octets."));
        assertThat(SafePath.under(root, "x" + "\u0301".repeat(10_000_000)))
                .isEqualTo(new SafePath.Refused("The path is longer than 4096 octets."));
    }

    @Test
    void depthIsBounded() {
        assertThat(SafePath.under(root, "a/".repeat(63) + "a")).isInstanceOf(SafePath.Inside.class);
        assertThat(SafePath.under(root, "a/".repeat(64) + "a"))
                .isEqualTo(new SafePath.Refused("The path goes more than 64 folders deep."));
    }

    @Test
    void whatOnlyOneSystemCantWriteIsRefusedThere() {
        Path downloads = windows.getPath("C:\\Users\\mina\\Downloads");

        assertThat(SafePath.under(downloads, "a/what?.txt"))
                .isEqualTo(new SafePath.Refused("This system has no way to write that name (illegal char <?>)."));
        assertThat(SafePath.under(downloads, "a/b.txt"))
                .isEqualTo(new SafePath.Inside(downloads.resolve("a").resolve("b.txt")));
    }

    @Test
    void handlerIsToldWhichItIs() {
        SafePath.Handler<String> handler = new SafePath.Handler<>() {
            @Override
            public String inside(Path path) {
                return path.toString();
            }

            @Override
            public String refused(String reason) {
                return reason;
            }
        };

        assertThat(SafePath.component(root, "x").accept(handler)).isEqualTo("/home/mina/Downloads/x");
        assertThat(SafePath.component(root, "").accept(handler)).isEqualTo("The name is empty.");
    }

    @Test
    void pathNeverLeavesItsRoot() {
        List<Path> roots = List.of(
                root,
                unix.getPath("/"),
                unix.getPath("relative"),
                unix.getPath(""),
                windows.getPath("C:\\Users\\mina"),
                Path.of("downloads").toAbsolutePath());
        Seeds.run(20_000, random -> {
            String name = NastyStrings.random(random);
            checkStaysInside(roots.get(random.nextInt(roots.size())), name);
            checkStaysInside(root, name.replace('\\', '/').replaceAll("[^/.~a-z]", "."));
        });
        for (String name : NastyStrings.corpus()) {
            roots.forEach(each -> checkStaysInside(each, name));
            roots.forEach(each -> checkStaysInside(each, "a/" + name));
        }
    }

    @Test
    void whatIsAcceptedCanBeWrittenInsideAndNowhereElse() throws IOException {
        Files.createDirectories(root);
        Seeds.run(3_000, random -> {
            SafePath path = SafePath.component(root, NastyStrings.random(random));
            if (path instanceof SafePath.Inside inside) {
                Files.write(inside.path(), new byte[0]);
            }
        });

        try (Stream<Path> all = Files.walk(unix.getPath("/home"))) {
            assertThat(all.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(100)
                    .allMatch(path -> path.getParent().equals(root));
        }
    }

    private static void checkStaysInside(Path root, String name) {
        if (!(SafePath.under(root, name) instanceof SafePath.Inside inside)) {
            return;
        }
        Path path = inside.path();
        Path below = root.toAbsolutePath().relativize(path.toAbsolutePath());
        assertThat(path.toAbsolutePath().startsWith(root.toAbsolutePath())).isTrue();
        assertThat(path.normalize().toString()).isEqualTo(path.toString());
        assertThat(below.getNameCount()).isEqualTo(name.split("/", -1).length);
        for (Path component : below) {
            String text = component.toString();
            assertThat(text)
                    .isNotEmpty()
                    .doesNotContain("/", "\\")
                    .doesNotStartWith(".")
                    .doesNotStartWith("~");
            assertThat(text.chars()).noneMatch(c -> c < ' ' || (c >= 0x7F && c < 0xA0));
            assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
            assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
        }
    }
}
