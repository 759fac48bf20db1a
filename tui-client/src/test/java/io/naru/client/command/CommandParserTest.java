package io.naru.client.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.naru.client.command.TransferCommand.Reply;
import io.naru.client.command.TransferCommand.Verb;
import io.naru.client.command.TypedLine.Refused;
import io.naru.client.command.TypedLine.Understood;
import io.naru.common.message.RoomName;
import io.naru.common.message.UserName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommandParserTest {
    private static final UserName BOB = UserName.of("bob");

    private static Command understood(String line) {
        assertThat(CommandParser.parse(line)).as(line).isInstanceOf(Understood.class);
        return ((Understood) CommandParser.parse(line)).command();
    }

    private static String refused(String line) {
        assertThat(CommandParser.parse(line)).as(line).isInstanceOf(Refused.class);
        return ((Refused) CommandParser.parse(line)).sentence();
    }

    @Test
    void everyCommandIsUnderstoodByEveryName() {
        Map<String, Command> lines = new LinkedHashMap<>();
        for (String name : new String[] {"bye", "quit", "exit"}) {
            lines.put("/" + name, new Command.Quit());
        }
        for (String name : new String[] {"file ls", "ls", "browse"}) {
            lines.put("/" + name + " bob", new Command.ListFiles(BOB, ""));
            lines.put("/" + name + " bob a folder/b", new Command.ListFiles(BOB, "a folder/b"));
        }
        for (String name : new String[] {"file dn", "get"}) {
            lines.put("/" + name + " bob test.txt", new Command.Download(BOB, "test.txt"));
        }
        lines.put("/help", new Command.Help(Optional.empty()));
        lines.put("/help file ls", new Command.Help(Optional.of("file ls")));
        lines.put("/help /get", new Command.Help(Optional.of("get")));
        lines.put("/join dev", new RoomCommand.Join(RoomName.of("#dev"), false));
        lines.put("/join #ops private", new RoomCommand.Join(RoomName.of("#ops"), true));
        for (String name : new String[] {"leave", "part"}) {
            lines.put("/" + name, new RoomCommand.Leave(Optional.empty()));
            lines.put("/" + name + " #dev", new RoomCommand.Leave(Optional.of(RoomName.of("#dev"))));
        }
        for (String name : new String[] {"rooms", "list"}) {
            lines.put("/" + name, new RoomCommand.ListRooms());
        }
        lines.put("/topic", new RoomCommand.Topic(""));
        lines.put("/topic what it is  about", new RoomCommand.Topic("what it is  about"));
        lines.put("/invite bob", new RoomCommand.Invite(BOB));
        for (String name : new String[] {"msg", "m"}) {
            lines.put("/" + name + " bob hi  there", new RoomCommand.Message(BOB, "hi  there"));
            lines.put("/" + name + " @bob hi", new RoomCommand.Message(BOB, "hi"));
        }
        lines.put("/query @bob", new RoomCommand.Query(BOB));
        lines.put("/resend", new RoomCommand.Resend(OptionalInt.empty()));
        lines.put("/resend 2", new RoomCommand.Resend(OptionalInt.of(2)));
        lines.put("/drop 1", new RoomCommand.Drop(OptionalInt.of(1)));
        lines.put("/search", new MessageCommand.Search(""));
        lines.put("/search the  열쇠", new MessageCommand.Search("the  열쇠"));
        lines.put("/reply so be  it", new MessageCommand.Reply("so be  it"));
        lines.put("/queue", new Command.ListTransfers());
        lines.put("/transfers", new Command.ListTransfers());
        lines.put("/cancel 12", new Command.CancelTransfer(12));
        lines.put("/retry 3", new Command.RetryTransfer(3));
        lines.put("/me waves  twice", new Command.Act("waves  twice"));
        lines.put("/who", new Command.ListUsers());
        lines.put("/users", new Command.ListUsers());
        lines.put("/whois bob", new Command.DescribeUser(BOB));
        lines.put("/away", new Command.GoAway(""));
        lines.put("/away at lunch", new Command.GoAway("at lunch"));
        lines.put("/back", new Command.ComeBack());
        lines.put("/ignore", new Command.Ignore(Optional.empty()));
        lines.put("/ignore bob", new Command.Ignore(Optional.of(BOB)));
        lines.put("/unignore bob", new Command.Unignore(BOB));
        lines.put("/net", new Command.TestNet(Optional.empty()));
        lines.put("/net bob", new Command.TestNet(Optional.of(BOB)));
        lines.put("/peek bob a b.txt", new TransferCommand.Peek(BOB, "a b.txt"));
        lines.put("/find", new TransferCommand.Find(""));
        lines.put("/find sea 2026", new TransferCommand.Find("sea 2026"));
        lines.put("/send bob ~/a.txt", new TransferCommand.Send(BOB, List.of("~/a.txt")));
        lines.put("/send bob a\\ b 'c d' \"e\"", new TransferCommand.Send(BOB, List.of("a b", "c d", "e")));
        lines.put("/offers", new TransferCommand.Offers(Optional.empty(), OptionalInt.empty()));
        lines.put("/offers yes", new TransferCommand.Offers(Optional.of(Reply.YES), OptionalInt.empty()));
        lines.put("/offers ask", new TransferCommand.AskAgain(Optional.empty()));
        lines.put("/offers Ask lee", new TransferCommand.AskAgain(Optional.of(UserName.of("lee"))));
        lines.put("/offers Always 2", new TransferCommand.Offers(Optional.of(Reply.ALWAYS), OptionalInt.of(2)));
        lines.put("/queue pause", new TransferCommand.Queue(Verb.PAUSE, OptionalLong.empty()));
        lines.put("/queue first 7", new TransferCommand.Queue(Verb.FIRST, OptionalLong.of(7)));
        lines.put("/share", new Command.Share(Optional.empty()));
        lines.put("/share ~/my data", new Command.Share(Optional.of("~/my data")));
        lines.put("/unshare", new Command.Unshare(Optional.empty()));
        lines.put("/unshare music", new Command.Unshare(Optional.of("music")));
        lines.put("/rescan", new Command.Rescan());
        lines.put("/set", new Command.SetSetting(Optional.empty(), Optional.empty()));
        lines.put("/set bell", new Command.SetSetting(Optional.of("bell"), Optional.empty()));
        lines.put("/set highlight a, b", new Command.SetSetting(Optional.of("highlight"), Optional.of("a, b")));
        lines.put("/clear", new Command.Clear());
        lines.put("/reconnect", new Command.Reconnect());
        lines.put("/net", new Command.TestNet(Optional.empty()));
        lines.put("/net bob", new Command.TestNet(Optional.of(UserName.of("bob"))));

        lines.forEach((line, command) -> assertThat(understood(line)).as(line).isEqualTo(command));
        assertThat(CommandTable.names())
                .as("names that no line here begins with; TrustRowsTest has the others")
                .filteredOn(name -> TrustRows.rows().stream().noneMatch(row -> row.isCalled(name)))
                .allMatch(name -> lines.keySet().stream().anyMatch(line -> (line + " ").startsWith("/" + name + " ")));
    }

    @Test
    void fileNamesAreTheRestOfTheLine() {
        assertThat(understood("/file dn bob  a file with  blanks.txt"))
                .isEqualTo(new Command.Download(BOB, "a file with  blanks.txt"));
        assertThat(understood("/file   dn   bob   고마워 요.txt  ")).isEqualTo(new Command.Download(BOB, "고마워 요.txt"));
    }

    @Test
    void slashesAroundAFolderAreNotPartOfIt() {
        assertThat(understood("/ls bob /images/2026/")).isEqualTo(new Command.ListFiles(BOB, "images/2026"));
        assertThat(understood("/ls bob /")).isEqualTo(new Command.ListFiles(BOB, ""));
    }

    @Test
    void whatBeginsWithoutASlashIsSaid() {
        assertThat(understood("hello /bye")).isEqualTo(new Command.Say("hello /bye"));
        assertThat(understood(" /bye")).isEqualTo(new Command.Say(" /bye"));
        assertThat(understood("")).isEqualTo(new Command.Say(""));
    }

    @Test
    void twoSlashesSayATextThatBeginsWithOne() {
        assertThat(understood("//etc/passwd isn't shared")).isEqualTo(new Command.Say("/etc/passwd isn't shared"));
        assertThat(understood("///")).isEqualTo(new Command.Say("//"));
    }

    @Test
    void commandsAreFoundInAnyCase() {
        assertThat(understood("/BYE")).isEqualTo(new Command.Quit());
        assertThat(understood("/File LS bob")).isEqualTo(new Command.ListFiles(BOB, ""));
    }

    @Test
    void anUnknownCommandIsNamedBackWithTheNearestOne() {
        assertThat(refused("/qiut")).startsWith("There is no command /qiut. The nearest one is /quit.");
        assertThat(refused("/hlep me")).contains("/hlep.").contains("/help.");
        assertThat(refused("/file lss bob")).contains("/file lss.").contains("/file ls.");
        assertThat(refused("/file")).contains("/file.").contains("/file ls.");
        assertThat(refused("/고마워")).contains("/고마워.").contains("/help");
    }

    @Test
    void aWildlyUnknownCommandHasNoNearestOne() {
        assertThat(refused("/xyzzyplugh")).contains("/xyzzyplugh.").doesNotContain("nearest");
        assertThat(refused("/" + "x".repeat(10_000))).doesNotContain("nearest");
    }

    @Test
    void wordsAboutTheQueueAndOffersAreChecked() {
        assertThat(refused("/queue jump")).contains("pause, resume, retry");
        assertThat(refused("/queue sooner")).contains("Which transfer?");
        assertThat(refused("/queue pause x")).contains("named by its number");
        assertThat(refused("/offers perhaps")).contains("yes, no or always");
        assertThat(refused("/send bob")).contains("needs a FILE...");
        assertThat(refused("/find " + "x".repeat(300))).contains("256 octets at most");
    }

    @Test
    void aSlashAloneIsExplained() {
        assertThat(refused("/")).contains("/help");
        assertThat(refused("/ bye")).contains("/help");
    }

    @Test
    void missingArgumentsAreAnsweredWithTheUsage() {
        assertThat(refused("/file dn")).isEqualTo("/file dn needs a USER. Usage: /file dn USER FILE");
        assertThat(refused("/get bob")).isEqualTo("/get needs a FILE. Usage: /get USER FILE");
        assertThat(refused("/ls")).isEqualTo("/ls needs a USER. Usage: /ls USER [FOLDER]");
    }

    @Test
    void superfluousArgumentsAreRefused() {
        assertThat(refused("/bye now")).isEqualTo("/bye takes nothing behind it. Usage: /bye");
        assertThat(refused("/whois bob carol")).contains("Usage: /whois USER");
    }

    @Test
    void argumentsThatCanNotBeAreRefusedWithTheRule() {
        assertThat(refused("/whois #lobby"))
                .contains("No user can be called that.")
                .contains("Usage: /whois USER");
        assertThat(refused("/cancel x")).contains("/queue shows the numbers");
        assertThat(refused("/cancel 99999999999999999999")).contains("/queue shows the numbers");
    }

    @Test
    void everyRefusalIsOneLineWithoutNamesOfClasses() {
        for (CommandRow row : CommandTable.rows()) {
            if (row.parameters().stream().anyMatch(parameter -> !parameter.isOptional())) {
                assertThat(refused("/" + row.name())).contains(row.usage()).doesNotContain("Exception", "\n");
            }
        }
    }

    @Test
    void noLineMakesTheParserThrow() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String[] parts = {"/", "//", "file", "ls", "dn", "bob", " ", "  ", "\t", "\n", "set", "get", "가", "\ud83d", "9"
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder(random.nextBoolean() ? "/" : "");
            for (int j = random.nextInt(8); j > 0; j--) {
                line.append(parts[random.nextInt(parts.length)]);
            }
            try {
                CommandParser.parse(line.toString());
                CompletionPoint.in(line.toString());
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", line \"" + line + "\"", e);
            }
        }
    }
}
