using System.CommandLine;
using System.Reflection;

namespace SloOperator.Cli;

internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Print the version");
        command.SetAction(parsed =>
            parsed.InvocationConfiguration.Output.WriteLine($"slo-operator {Current}")
        );
        return command;
    }

    private static string Current =>
        typeof(VersionCommand)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "unknown";
}
