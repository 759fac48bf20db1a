package io.naru.relay.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code naru-relay invite}: who may register. Its commands open the database themselves, also while a relay serves it.
 *
 * <p>Threading: the main thread.
 */
@Command(name = "invite", description = "Create, list and revoke invites, also while the relay runs.")
final class InviteCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private InviteCommand() {}

    static CommandLine commandLine(Environment environment) {
        CommandLine invite = new CommandLine(new InviteCommand());
        invite.addSubcommand(new CreateInvite(environment));
        invite.addSubcommand(new ListInvites(environment));
        invite.addSubcommand(new RevokeInvite(environment));
        return invite;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with invites");
    }
}
