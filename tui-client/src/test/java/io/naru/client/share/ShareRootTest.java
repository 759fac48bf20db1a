package io.naru.client.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Feature;
import com.google.common.jimfs.Jimfs;
import io.naru.common.message.EntryKind;
import io.naru.common.testkit.Seeds;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What of a shared folder is listed and opened, and by which names. */
class ShareRootTest extends ShareRootStage {
    @Test
    void foldersStandFirstAndNamesInTheOrderOfPeople() throws IOException {
        for (String name : List.of("part 10", "part 9", "Beta", "alpha", "z", "가나", "file")) {
            Files.createFile(top.resolve(name));
        }
        Files.createDirectory(top.resolve("zoo"));
        Files.createDirectory(top.resolve("images"));

        assertThat(names("")).containsExactly("images", "zoo", "alpha", "Beta", "file", "part 9", "part 10", "z", "가나");
        assertThat(root.read("").entries().get(0).kind()).isEqualTo(EntryKind.FOLDER);
    }

    @Test
    void linksAreNeitherListedNorFollowed() throws IOException {
        Files.createSymbolicLink(top.resolve("file-link"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(top.resolve("folder-link"), outside);
        Files.createSymbolicLink(top.resolve("circle"), top);
        Files.createDirectory(top.resolve("sub"));
        Files.createSymbolicLink(top.resolve("sub/deep-link"), outside.resolve("secret.txt"));

        assertThat(names("")).containsExactly("sub");
        assertThat(names("sub")).isEmpty();
        assertRefused("file-link");
        assertRefused("folder-link/secret.txt");
        assertRefused("circle/sub");
        assertRefused("sub/deep-link");
        assertThatThrownBy(() -> root.read("folder-link")).isInstanceOf(IOException.class);
    }

    @Test
    void nothingHiddenIsListedOrOpened() throws IOException {
        Files.createFile(top.resolve(".hidden"));
        Files.createDirectory(top.resolve(".git"));
        Files.createFile(top.resolve(".git/config"));
        Files.createFile(top.resolve(".x.naru-part"));

        assertThat(names("")).isEmpty();
        assertRefused(".hidden");
        assertRefused(".git/config");
        assertThatThrownBy(() -> root.read(".git")).isInstanceOf(IOException.class);
    }

    @Test
    void pathsThatLeadOutsideAreRefused() throws IOException {
        Files.createDirectory(top.resolve("sub"));
        Files.createFile(top.resolve("sub/x"));
        for (String path : List.of(
                "../outside/secret.txt",
                "sub/../../outside/secret.txt",
                "..",
                ".",
                "./sub/x",
                "sub/./x",
                "/etc/passwd",
                outside.resolve("secret.txt").toString(),
                "sub//x",
                "sub/",
                "/sub/x",
                "",
                "a\u0000b",
                "sub")) {
            assertRefused(path);
        }
        assertThat(content("sub/x")).isEmpty();
    }

    @Test
    void pipesAreNotFiles() throws IOException, InterruptedException {
        Path pipe = top.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo works here");

        assertThat(names("")).isEmpty();
        assertRefused("pipe");
    }

    @Test
    void namesInEitherNormalFormAreFound() throws IOException {
        String composed = "인사.txt";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        Files.createDirectory(top.resolve(Normalizer.normalize("폴더", Normalizer.Form.NFD)));
        Files.writeString(
                top.resolve(Normalizer.normalize("폴더", Normalizer.Form.NFD)).resolve(decomposed), "NFD");
        Files.writeString(top.resolve(composed), "NFC");

        assertThat(content(composed)).isEqualTo("NFC");
        assertThat(content("폴더/" + composed)).isEqualTo("NFD");
        assertThat(content("폴더/" + decomposed)).isEqualTo("NFD");
        assertThat(names("폴더")).containsExactly(decomposed);
    }

    @Test
    void namesThatOthersWouldRefuseAreLeftOutAndCounted() throws IOException {
        Files.createFile(top.resolve("aux"));
        Files.createFile(top.resolve("ends with a dot."));
        Files.createFile(top.resolve("back\\slash"));
        Files.createFile(top.resolve("good"));

        ShareRoot.Content content = root.read("");

        assertThat(content.entries()).extracting(SharedEntry::name).containsExactly("good");
        assertThat(content.leftOut()).isEqualTo(3);
    }

    @Test
    void withoutFoldersThatCanBeHeldOpenTheSameRulesHold() throws IOException {
        Configuration windows = Configuration.unix().toBuilder()
                .setSupportedFeatures(Feature.SYMBOLIC_LINKS, Feature.FILE_CHANNEL)
                .build();
        try (FileSystem memory = Jimfs.newFileSystem(windows)) {
            Path shared = Files.createDirectories(memory.getPath("/shared/sub"));
            Path secret = Files.writeString(memory.getPath("/secret.txt"), "secret");
            Files.writeString(shared.resolve("x"), "public");
            Files.createSymbolicLink(shared.resolve("link"), secret);
            Files.createSymbolicLink(memory.getPath("/shared/folder-link"), memory.getPath("/"));
            root = new ShareRoot(memory.getPath("/shared"));

            assertThat(names("")).containsExactly("sub");
            assertThat(names("sub")).containsExactly("x");
            assertThat(content("sub/x")).isEqualTo("public");
            assertRefused("sub/link");
            assertRefused("folder-link/secret.txt");
            assertRefused("../secret.txt");
        }
    }

    @Test
    void randomPathsNeverLeadOutside() throws IOException {
        Files.createDirectories(top.resolve("a/b"));
        Files.writeString(top.resolve("a/b/c"), "public");
        Files.createSymbolicLink(top.resolve("a/up"), folder);
        List<String> parts =
                List.of("..", ".", "a", "b", "c", "up", "outside", "secret.txt", "", "/", "shared", "\\", "~");
        Seeds.run(3_000, random -> {
            String path = randomPath(random, parts);
            try {
                assertThat(content(path)).isEqualTo("public");
            } catch (IOException e) {
                assertThat(e).isNotNull();
            }
        });
    }

    private static String randomPath(Random random, List<String> parts) {
        List<String> chosen = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            chosen.add(parts.get(random.nextInt(parts.size())));
        }
        return String.join("/", chosen);
    }

    @Test
    void theTopMayBeReachedByALinkSinceTheUserChoseIt() throws IOException {
        Files.writeString(top.resolve("x"), "public");
        Path link = Files.createSymbolicLink(folder.resolve("to-shared"), top);
        root = new ShareRoot(link.toRealPath());
        assertThat(content("x")).isEqualTo("public");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
}
