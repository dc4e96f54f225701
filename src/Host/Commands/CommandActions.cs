using System.CommandLine;

namespace HyperFace.Host.Commands;

/// <summary>Gives a command its action, inside the one place where failures become words and exit codes.</summary>
internal static class CommandActions
{
    /// <summary>An action that needs the engine: it is started before and stopped after.</summary>
    public static void SetEngineAction(this Command command, Func<CommandRun, Engine, CancellationToken, Task<ExitCode>> action) =>
        command.SetHostAction(async (run, cancellation) =>
        {
            await using Engine engine = await Engine.StartAsync(run, cancellation).ConfigureAwait(false);
            return await action(run, engine, cancellation).ConfigureAwait(false);
        });

    /// <summary>An action that does without the engine, or makes its own.</summary>
    public static void SetHostAction(this Command command, Func<CommandRun, CancellationToken, Task<ExitCode>> action) =>
        command.SetAction(async (parsed, cancellation) =>
        {
            var run = new CommandRun(parsed);
            try
            {
                return (int)await action(run, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (Failure.From(e) is { } failure)
            {
                run.Screen.Fail(failure);
                return (int)failure.ExitCode;
            }
            catch (Exception e)
            {
                // Not something a user can bring about: whoever mends it needs all of it.
                run.Screen.Fail(new Failure(ExitCode.Fault, "fault", $"This is a fault of the program; please report it with what follows.\n{e}"));
                return (int)ExitCode.Fault;
            }
        });
}
