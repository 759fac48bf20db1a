package io.naru.relay.cli;

import io.naru.common.identity.CertificateFiles;
import io.naru.common.identity.Identity;
import io.naru.common.identity.IdentityFile;
import io.naru.common.message.InvalidValueException;
import io.naru.common.message.InviteCode;
import io.naru.common.message.InviteLink;
import io.naru.common.time.Clock;
import io.naru.relay.RelayIdentity;
import io.naru.relay.store.AuditEntry;
import io.naru.relay.store.DataFolder;
import io.naru.relay.store.Invite;
import io.naru.relay.store.KeptInvite;
import io.naru.relay.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code naru-relay invite create}: prints one line, the link.
 *
 * <p>Threading: the main thread.
 */
@Command(
        name = "create",
        description =
                "Print a link with which somebody can register (\"naru join LINK\"). Whoever has it may use it, so"
                        + " send it to nobody else.")
final class CreateInvite implements Callable<Integer> {

    private final Environment environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "FOLDER", required = true, description = "The relay's data folder.")
    private Path data;

    @Option(
            names = "--uses",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many accounts can be made with it. Default: ${DEFAULT-VALUE}.")
    private int uses;

    @Option(
            names = "--expires",
            paramLabel = "SPAN",
            defaultValue = "7d",
            converter = SpanConverter.class,
            description = "After how long it ends, for example 90m, 24h or 7d. Default: ${DEFAULT-VALUE}.")
    private Duration expires;

    @Option(
            names = "--host",
            paramLabel = "HOST[:PORT]",
            converter = PublicPlace.Converter.class,
            description = "Where the relay is found. Default: where it listens, or this machine's name if that is"
                    + " everywhere.")
    private PublicPlace host;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Whom it is for, shown by \"invite list\".")
    private String note;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            split = ",",
            converter = ListenAddress.Converter.class,
            defaultValue = "127.0.0.1:7411",
            description = "What \"serve\" is told, the first one counts. Default: ${DEFAULT-VALUE}.")
    private List<ListenAddress> listen;

    @Option(names = "--tls-certificate", paramLabel = "FILE", description = "What \"serve\" is told.")
    private Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "What \"serve\" is told.")
    private Path key;

    CreateInvite(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Instant now = environment.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Invite invite = invite(now);
        SecureRandom random = new SecureRandom();
        ListenAddress place = PublicPlace.of(Optional.ofNullable(host), listen.get(0));
        DataFolder folder = DataFolder.open(data);
        InviteCode code = InviteCode.create(random);
        InviteLink link = link(place, identity(folder, random), code);
        try (Store store = Store.open(folder)) {
            AuditEntry entry = AuditEntry.ofCommandLine(now, AuditEntry.Action.INVITE_CREATE, "", note);
            AccountCommand.<KeptInvite>await(
                    answer -> store.invites().create(invite, code, entry, Runnable::run, answer));
        }
        environment.out().println(link.text());
        return 0;
    }

    private Invite invite(Instant now) {
        try {
            return new Invite(uses, now.plus(expires), now, Optional.empty(), note);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), ServeCommand.capitalized(e.getMessage()), e);
        }
    }

    private Identity identity(DataFolder folder, SecureRandom random) throws IOException {
        if ((certificate == null) != (key == null)) {
            throw new ParameterException(spec.commandLine(), "A certificate and its key come together");
        }
        return certificate != null
                ? CertificateFiles.load(certificate, key)
                : IdentityFile.loadOrCreate(RelayIdentity.file(folder.path()), random, Clock.system());
    }

    private static InviteLink link(ListenAddress place, Identity identity, InviteCode code) throws CommandException {
        try {
            return new InviteLink(place.host(), place.port(), identity.fingerprint(), code);
        } catch (InvalidValueException e) {
            throw new CommandException("The host " + place.host() + " can't stand in a link: " + e.getMessage(), e);
        }
    }
}
