using System.CommandLine;
using SloOperator.Resources;
using SloOperator.Store;

namespace SloOperator.Cli;

/// <summary>Every problem of every manifest, without a server.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        Option<string> file = CommonOptions.Manifests();
        Option<bool> allowPrivate = CommonOptions.AllowPrivateSinks();
        var command = new Command(
            "validate",
            "Check manifests without a server; every problem with its field path"
        )
        {
            file,
            allowPrivate,
        };
        command.SetAction(parsed =>
        {
            InvocationConfiguration io = parsed.InvocationConfiguration;
            return Run(
                parsed.GetRequiredValue(file),
                parsed.GetValue(allowPrivate),
                (io.Output, io.Error)
            );
        });
        return command;
    }

    private static int Run(string path, bool allowPrivate, (TextWriter Output, TextWriter Error) io)
    {
        ManifestSet manifests = ManifestSet.Load(path, DateTimeOffset.UnixEpoch);
        IReadOnlyList<ManifestProblem> problems = ManifestChecks.Find(manifests, allowPrivate);
        foreach (ManifestProblem problem in problems)
        {
            io.Error.WriteLine(problem);
        }

        int objects = manifests.Count;
        if (objects == 0 && problems.Count == 0)
        {
            throw new CommandException($"-f {path}: holds no object of {ResourceKinds.Group}");
        }

        io.Output.WriteLine(Summarise(objects, problems.Count));
        return problems.Count == 0 ? ExitCodes.Ok : ExitCodes.Usage;
    }

    private static string Summarise(int objects, int problems) =>
        (objects, problems) switch
        {
            (1, 0) => "1 object is valid",
            (_, 0) => $"{objects} objects are valid",
            _ => $"{problems} problems in {objects} objects",
        };
}
